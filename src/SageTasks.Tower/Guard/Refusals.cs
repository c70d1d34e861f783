using SageTasks.Http;

namespace SageTasks.Tower;

/// <summary>Tells a refusal that means "this run exists" from others: the API has no code for it, so its words decide.</summary>
internal static class Refusals
{
    private static readonly string[] Exists = ["unique", "exist", "already", "inuse", "duplicate", "lock"];

    // "The session does not exist" is about something else than a run that does.
    private static readonly string[] Missing = ["notexist", "notfound", "nosuch"];

    public static bool SaysRunExists(ApiError error)
    {
        var text = string.Join(' ', error.Details.Prepend(error.Reason ?? string.Empty)).Replace(" ", string.Empty, StringComparison.Ordinal);
        return !Missing.Any(word => Says(text, word)) && (Says(text, "runname") || Says(text, "session")) && Exists.Any(word => Says(text, word));
    }

    private static bool Says(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);
}
