using System.Text.Json;
using SageTasks.Http;
using SageTasks.Runs;
using SageTasks.Storage;
using SageTasks.Synapse;

namespace LoopAndWebhook.Webhook;

/// <summary>A message of a Synapse webhook (<c>WebhookSynapseEventMessage</c>, <c>WebhookVerificationMessage</c>): only the fields that are needed here.</summary>
internal sealed record SynapseMessage
{
    /// <summary>The entity, such as <c>syn123</c>; null in a verification.</summary>
    public string? ObjectId { get; init; }

    /// <summary><c>CREATE</c>, <c>UPDATE</c> or <c>DELETE</c>.</summary>
    public string? EventType { get; init; }

    /// <summary>What a new webhook is verified with, by <c>POST /webhook/{id}/verify</c>.</summary>
    public string? VerificationCode { get; init; }

    /// <exception cref="JsonException">It is no message of Synapse.</exception>
    public static SynapseMessage Parse(ReadOnlySpan<byte> body) =>
        JsonSerializer.Deserialize(body, MessageJson.Default.SynapseMessage) is { } message && (message.ObjectId is not null || message.VerificationCode is not null)
            ? message
            : throw new JsonException("There is neither an objectId nor a verificationCode.");

    /// <summary>The message names the entity and not its version, so the entity is looked at: its newest version is the work.</summary>
    /// <returns>Null where there is no file, or not any more.</returns>
    /// <exception cref="FormatException">The message names something else than an entity.</exception>
    /// <exception cref="ApiException">Synapse did not answer.</exception>
    public async Task<ChangedFile?> ToFileAsync(SynapseClient synapse, CancellationToken cancellationToken)
    {
        if (ObjectId is null || EventType == "DELETE")
        {
            return null;
        }

        try
        {
            var file = await synapse.GetEntityAsync(SynapseId.Parse(ObjectId), cancellationToken) as FileEntity;
            if (file is not { Id: not null, VersionNumber: { } version })
            {
                return null;
            }

            var location = Location.Parse($"syn://{SynapseId.Parse(file.Id).At(version)}");
            var stored = await new SynapseStore(synapse).StatAsync(location, cancellationToken);
            return stored?.Version.Tag is { } handle ? new ChangedFile(location, ContentIdentity.Version(handle)) : null;
        }
        catch (NotFoundException)
        {
            return null;
        }
    }
}
