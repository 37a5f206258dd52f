"""What can be wrong with an account, a link or a member."""

from __future__ import annotations

from interurban.core.errors import AppError, Conflict


class WrongCredentials(AppError):
    status, code, title = 401, "wrong_credentials", "These credentials do not sign in"

    def __init__(self, *, headers: dict[str, str] | None = None) -> None:
        super().__init__(
            "The e-mail address or the password is not right, or the address waits for the link that we "
            "sent to it. Try again, or reset the password.",
            headers=headers,
        )


class LinkOver(AppError):
    status, code, title = 410, "link_over", "This link is used up or out of date"


class OtherAddress(AppError):
    status, code, title = 403, "other_address", "This invitation is for another address"


class AccountExists(Conflict):
    code, title = "account_exists", "There is an account with this address"


class AlreadyMember(Conflict):
    code, title = "already_member", "This person is a member already"


class LastKeeper(Conflict):
    code, title = "last_keeper", "An organisation needs somebody who keeps it"
