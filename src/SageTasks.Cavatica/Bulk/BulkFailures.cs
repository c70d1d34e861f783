using System.Globalization;
using SageTasks.Http;

namespace SageTasks.Cavatica;

/// <summary>The exception for one item of a bulk answer, where the others do not help.</summary>
internal static class BulkFailures
{
    public static ApiException Of(CavaticaClient client, string path, CavaticaProblem? problem) => ApiException.Of(new ApiError
    {
        Platform = CavaticaApi.Name,
        Method = "POST",
        Uri = Redaction.Uri(client.Endpoint).TrimEnd('/') + path,
        Status = problem?.Status ?? 500,
        Code = problem?.Code?.ToString(CultureInfo.InvariantCulture),
        Reason = problem?.Message ?? "an item has neither a resource nor an error",
        CanRetry = problem?.Status is null or >= 500 or 429,
    });
}
