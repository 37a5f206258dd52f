"""What a password may not be, beyond its length."""

from __future__ import annotations

from pydantic import SecretStr

from interurban.core.errors import Invalid
from interurban.core.schemas import FieldError


def refuse_weak(password: SecretStr, email: str, *, pointer: str = "/password") -> None:
    if password.get_secret_value().strip().lower() == email:
        raise Invalid(
            "Choose another password.",
            errors=[
                FieldError(pointer=pointer, code="password_is_email", detail="It is the e-mail address.")
            ],
        )
