"""What can stand in the way of a change to a challenge."""

from __future__ import annotations

from interurban.core.errors import Conflict, Invalid, TooLarge, UnsupportedMedia


class NotPublishable(Invalid):
    status, code, title = 422, "not_publishable", "Some things are missing before this can be published"


class AlreadyPublished(Conflict):
    status, code, title = 409, "already_published", "This challenge is public; a change to it is an amendment"


class FileTooLarge(TooLarge):
    status, code, title = 413, "file_too_large", "The file is larger than the limit"


class FileTypeRefused(UnsupportedMedia):
    status, code, title = 415, "file_type_refused", "Files of this type are not taken"


class TooManyFiles(Conflict):
    status, code, title = 409, "too_many_files", "A challenge may carry 20 files"
