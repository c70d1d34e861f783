using SageTasks.Http;

namespace SageTasks.Wes;

/// <summary>What servers say to the id of a run that they do not have: 404, and some 400.</summary>
internal static class Refusals
{
    public static bool IsUnknownRun(ApiException refused) => refused is NotFoundException or InvalidRequestException { Error.Status: 400 };
}
