using SageTasks.Runs;
using SageTasks.Storage;

namespace LoopAndWebhook.Webhook;

/// <summary>A file that a message tells of.</summary>
/// <param name="Location">Where it is.</param>
/// <param name="Content">What its bytes are: by it, not by the message, work is known.</param>
internal sealed record ChangedFile(Location Location, ContentIdentity Content);
