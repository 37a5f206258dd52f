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


class NotInThisState(Conflict):
    status, code, title = 409, "not_in_this_state", "The challenge is not in a state for this"


class QuestionsClosed(Conflict):
    status, code, title = 409, "questions_closed", "Questions are no longer taken"


class TooManyQuestions(Conflict):
    status, code, title = 409, "too_many_questions", "Too many of your questions wait for an answer"


class SoundingClosed(Conflict):
    status, code, title = 409, "sounding_closed", "The market sounding is over"


class NothingChanged(Invalid):
    status, code, title = 422, "nothing_changed", "This would change nothing"


class NotAmendable(Invalid):
    status, code, title = 422, "not_amendable", "The challenge cannot be changed like this"


class PersonNamed(Invalid):
    status, code, title = 422, "person_named", "An office signs, not a person"


class PartTaken(Conflict):
    status, code, title = 409, "part_taken", "This city has a part in the challenge already"


class NotWaiting(Conflict):
    status, code, title = 409, "not_waiting", "Nothing waits for an answer here"


class InvitationLapsed(Conflict):
    status, code, title = 409, "invitation_lapsed", "The time to answer is over"


class NotJoinable(Conflict):
    status, code, title = 409, "not_joinable", "No city can join this challenge any more"


class LeadStays(Conflict):
    status, code, title = 409, "lead_stays", "The lead city cannot leave"


class JointDraft(Conflict):
    status, code, title = 409, "joint_draft", "Other cities take part in this draft"


class ActPending(Conflict):
    status, code, title = 409, "act_pending", "This waits for approval already"


class ActEnded(Conflict):
    status, code, title = 409, "act_ended", "This no longer waits for approval"


class AlreadyApproved(Conflict):
    status, code, title = 409, "already_approved", "Your city has approved this already"
