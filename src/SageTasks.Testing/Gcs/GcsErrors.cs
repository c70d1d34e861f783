namespace SageTasks.Testing.Gcs;

/// <summary>Refusals in the words of the JSON API.</summary>
internal static class GcsErrors
{
    public const string ConditionText = "At least one of the pre-conditions you specified did not hold.";

    public static RefusalException NoBucket() => Refuse(404, "notFound", "The specified bucket does not exist.");

    public static RefusalException NoObject(string bucket, string name) => Refuse(404, "notFound", $"No such object: {bucket}/{name}");

    public static RefusalException Condition(string header) => new(Answer(412, "conditionNotMet", ConditionText, "header", header));

    public static RefusalException Invalid(string message) => Refuse(400, "invalid", message);

    public static RefusalException Required(string message) => Refuse(400, "required", message);

    public static LocalAnswer TooManyRequests() =>
        Answer(429, "rateLimitExceeded", "The rate of requests exceeds the limit. Please reduce your request rate.", domain: "usageLimits").With("Retry-After", "0");

    public static LocalAnswer Failed(int status, string message) => Answer(status, status < 500 ? "parseError" : "backendError", message);

    public static RefusalException Refuse(int status, string reason, string message) => new(Answer(status, reason, message));

    public static LocalAnswer Answer(int status, string reason, string message, string? locationType = null, string? location = null, string domain = "global") =>
        LocalAnswer.Json(
            new ErrorBody
            {
                Error = new ErrorBody.Content
                {
                    Code = status,
                    Message = message,
                    Errors = [new ErrorBody.Finding { Message = message, Domain = domain, Reason = reason, LocationType = locationType, Location = location }],
                },
            },
            GcsJson.Default.ErrorBody,
            status);
}
