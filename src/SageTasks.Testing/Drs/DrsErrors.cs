namespace SageTasks.Testing.Drs;

/// <summary>Refusals in the words of the specification.</summary>
internal static class DrsErrors
{
    public static RefusalException NotFound(string id) => Refuse(404, $"The requested DrsObject '{id}' wasn't found.");

    public static RefusalException NoAccess(string id, string access) => Refuse(404, $"The object '{id}' has no access id '{access}'.");

    public static RefusalException Invalid(string message) => Refuse(400, message);

    public static RefusalException TooMany(int count, int most) => Refuse(413, $"The bulk request is too large: {count} ids, and {most} are allowed.");

    public static RefusalException Refuse(int status, string message) => new(Answer(status, message));

    public static LocalAnswer TooManyRequests() => Answer(429, "Too many requests.").With("Retry-After", "0");

    public static LocalAnswer Answer(int status, string message) => LocalAnswer.Json(
        json =>
        {
            json.WriteStartObject();
            json.WriteString("msg", message);
            json.WriteNumber("status_code", status);
            json.WriteEndObject();
        },
        status);
}
