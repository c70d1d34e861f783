using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>Refusals as the platform writes them: the status, a code of its own, a message and where to read on.</summary>
internal static class CavaticaErrors
{
    public const int BadRequest = 90_000;

    private const string MoreInfo = "https://docs.sevenbridges.com/docs/api-status-codes";

    public static LocalAnswer Answer(int status, int code, string message) => CavaticaCall.Json(
        new JsonObject { ["status"] = status, ["code"] = code, ["message"] = message, ["more_info"] = $"{MoreInfo}#section-{code}" },
        status);

    public static RefusalException Refuse(int status, int code, string message) => new(Answer(status, code, message));

    public static RefusalException Bad(string message) => Refuse(400, BadRequest, message);

    public static LocalAnswer TooFast() => Answer(429, 1000, "Rate limit exceeded! Check response headers.");

    public static LocalAnswer Maintenance() => Answer(503, 0, "The platform is under maintenance.");

    public static LocalAnswer Unauthorized() => Answer(401, 90_001, "Unauthorized");

    public static RefusalException NotFoundRefusal(string what) => Refuse(404, 90_003, what);

    public static LocalAnswer NotFound(string what) => Answer(404, 90_003, what);

    /// <summary>The refusal as an object, where it stands beside results inside an answer.</summary>
    public static JsonObject Body(RefusalException refusal) => JsonNode.Parse(refusal.Answer.Body.Span)!.AsObject();
}
