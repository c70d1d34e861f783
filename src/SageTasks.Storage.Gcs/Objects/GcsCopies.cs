using SageTasks.Http;

namespace SageTasks.Storage.Gcs;

/// <summary>Copies within Cloud Storage, step by step where it takes several.</summary>
internal sealed class GcsCopies(GcsApi api)
{
    public async Task<ObjectInfo?> TryCopyAsync(ObjectInfo source, Location destination, PutOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        ObjectNames.Check(destination);
        options.Validate();
        if (source.Location.Scheme != LocationScheme.Gs)
        {
            return null;
        }

        try
        {
            var copy = await new ConditionalWrite(api, destination, options).RunAsync(
                safety => RewriteAsync(source, destination, options, safety, cancellationToken),
                found => ValueTask.FromResult(found.Size == source.Version.Size && found.Digests.Intersect(source.Digests).Any()),
                cancellationToken).ConfigureAwait(false);
            return copy.ToInfo(destination);
        }
        catch (NotFoundException e)
        {
            // It is the source that is not there in this version, or one of the buckets.
            var current = await api.FindAsync(source.Location, cancellationToken).ConfigureAwait(false);
            if (current?.Tag == source.Version.Tag)
            {
                throw;
            }

            throw new SourceChangedException($"{source.Location} is no longer the version {source.Version}.", e);
        }
    }

    private async Task<StoredObject> RewriteAsync(
        ObjectInfo source, Location destination, PutOptions options, RequestSafety safety, CancellationToken cancellationToken)
    {
        var generation = Conditions.Generation(source.Version);
        var condition = Conditions.Of(options);
        var description = Description(source, options);
        for (string? token = null; ;)
        {
            var step = await api.RewriteAsync(
                source.Location, generation, destination, description, condition, token, safety, cancellationToken).ConfigureAwait(false);
            if (step is { Done: true, Resource: { } copy })
            {
                return copy;
            }

            token = step.Next is { Length: > 0 } next
                ? next
                : throw new TransferException($"{destination}: Cloud Storage neither finished the copy nor said how to go on.");
        }
    }

    // A description replaces everything that the source says about itself; without one that is copied too.
    private static NewObject? Description(ObjectInfo source, PutOptions options) =>
        options.ContentType is null && options.Metadata.Count == 0
            ? null
            : NewObject.Of(source.Location, options, []) with { Name = null, ContentType = options.ContentType ?? source.ContentType };
}
