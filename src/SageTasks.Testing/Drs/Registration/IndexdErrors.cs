namespace SageTasks.Testing.Drs;

/// <summary>Refusals in the words of indexd.</summary>
internal static class IndexdErrors
{
    public static RefusalException Refuse(int status, string message) => new(Answer(status, message));

    public static LocalAnswer Answer(int status, string message) => LocalAnswer.Json(
        json =>
        {
            json.WriteStartObject();
            json.WriteString("error", message);
            json.WriteEndObject();
        },
        status);
}
