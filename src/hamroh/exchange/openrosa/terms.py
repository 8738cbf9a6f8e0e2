"""What a telephone is told, by code: the status, and a sentence for whoever holds it."""

from hamroh.kernel.words import N_

XFORMS_LIST = "http://openrosa.org/xforms/xformsList"
XFORMS_MANIFEST = "http://openrosa.org/xforms/xformsManifest"
RESPONSE = "http://openrosa.org/http/response"

# A telephone keeps what it wanted to send unless it is answered 201: each sentence says what to do with it.
REFUSALS: dict[str, tuple[int, str]] = {
    "unknown": (404, N_("This telephone is not known here. Ask your focal point for a new code.")),
    "revoked": (403, N_("This telephone was switched off. Your answers stay on it. Ask your focal point.")),
    "ended": (403, N_("This telephone’s time is over. Your answers stay on it. Ask your focal point for a new code.")),
    "owner": (403, N_("You cannot collect for this organisation today. Your answers stay on the telephone.")),
    "too_often": (429, N_("Too much at once. Your answers stay on the telephone; send again in a minute.")),
    "too_large": (413, N_("This is too large: at most 50 MB at once and 20 MB a file. Take the photograph smaller.")),
    "truncated": (400, N_("Not all of it arrived. Your answers stay on the telephone; send again.")),
    "not_multipart": (400, N_("This is not sent as OpenRosa says. Update the app, then send again.")),
    "no_xml": (400, N_("The answers themselves are missing. Send again.")),
    "two_parts": (400, N_("A part was sent twice under one name. Send again.")),
    "bad_name": (400, N_("A file has a name that cannot be kept.")),
    "not_named": (400, N_("A file does not belong to these answers. Nothing was kept; send again.")),
    "entities": (400, N_("The answers hold instructions for the reader (a document type). They are not taken.")),
    "not_whole": (400, N_("The answers are not whole. They stay on the telephone; send again.")),
    "too_deep": (400, N_("The answers are nested too deep. They are not taken.")),
    "no_form": (400, N_("The answers do not say which form they are for.")),
    "no_instance": (400, N_("The answers have no number of their own (instanceID). They stay on the telephone.")),
    "no_manifest": (400, N_("These encrypted answers lack their list of files. Send again.")),
    "must_encrypt": (400, N_("This form is sent encrypted only. Get the form again, then send.")),
    "unknown_form": (404, N_("This form is not known here. Your answers stay on the telephone. Ask your focal point.")),
    "unknown_version": (
        404,
        N_("This version of the form is not known here. Get the form again; your answers stay on the telephone."),
    ),
    "withdrawn": (
        410,
        N_("This version was withdrawn. Get the form again; your answers stay on the telephone. Ask your focal point."),
    ),
    "conflict": (
        409,
        N_("Other answers were received under the same number. Those stand; yours stay on the telephone."),
    ),
}
RECEIVED = N_("Received.")
RECEIVED_BEFORE = N_("This had been received already.")
