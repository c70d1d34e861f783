using System.Security.Cryptography;
using System.Text;
using SageTasks.Http;

namespace SageTasks.Storage;

/// <summary>Finds out by trying whether a server keeps to the conditions of writes: some answer 200 and ignore them.</summary>
public static class StoreProbe
{
    /// <summary>Writes one or two tiny objects under a prefix, and deletes them.</summary>
    /// <param name="store">The store.</param>
    /// <param name="prefix">Where objects may be written: a bucket, or a prefix that ends in a slash.</param>
    /// <param name="cancellationToken">Ends it; the tiny object may then stay.</param>
    /// <returns>The stated capabilities, with <see cref="ConditionSupport.Unproven"/> replaced by what was found.</returns>
    /// <exception cref="ApiException">The store refused a plain write, or did not answer.</exception>
    public static async Task<StoreCapabilities> RunAsync(IObjectStore store, Location prefix, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(prefix);
        var nonce = RandomNumberGenerator.GetHexString(16, lowercase: true);
        var place = Location.Parse($"{prefix.Address.TrimEnd('/')}/.sagetasks-probe-{nonce}");
        try
        {
            var create = await CreatesOnceAsync(store, place, cancellationToken).ConfigureAwait(false);
            var overwrite = await ReplacesOneVersionAsync(store, place, cancellationToken).ConfigureAwait(false);
            var complete = await CompletesOnceAsync(store, place, cancellationToken).ConfigureAwait(false);
            return store.Capabilities with
            {
                ConditionalCreate = Found(store.Capabilities.ConditionalCreate, create),
                ConditionalOverwrite = Found(store.Capabilities.ConditionalOverwrite, overwrite),
                ConditionalComplete = Found(store.Capabilities.ConditionalComplete, complete),
            };
        }
        finally
        {
            await store.DeleteAsync(place, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static ConditionSupport Found(ConditionSupport stated, bool kept) =>
        stated == ConditionSupport.None || !kept ? ConditionSupport.None : ConditionSupport.Honoured;

    private static async Task<bool> CreatesOnceAsync(IObjectStore store, Location place, CancellationToken cancellationToken)
    {
        await store.PutAsync(place, Text("first"), new PutOptions(), cancellationToken).ConfigureAwait(false);
        return await IsRefusedAsync<DestinationExistsException>(
            () => store.PutAsync(place, Text("second"), new PutOptions { Mode = PutMode.CreateNew }, cancellationToken)).ConfigureAwait(false);
    }

    private static async Task<bool> ReplacesOneVersionAsync(IObjectStore store, Location place, CancellationToken cancellationToken)
    {
        if (store.Capabilities.ConditionalOverwrite == ConditionSupport.None)
        {
            return false;
        }

        var old = await store.PutAsync(place, Text("old"), new PutOptions(), cancellationToken).ConfigureAwait(false);
        var current = await store.PutAsync(place, Text("current"), new PutOptions(), cancellationToken).ConfigureAwait(false);
        var isRefused = await IsRefusedAsync<DestinationChangedException>(
            () => store.PutAsync(place, Text("stale"), Replacing(old), cancellationToken)).ConfigureAwait(false);
        return isRefused && !await IsRefusedAsync<DestinationChangedException>(
            () => store.PutAsync(place, Text("fresh"), Replacing(current), cancellationToken)).ConfigureAwait(false);
    }

    private static async Task<bool> CompletesOnceAsync(IObjectStore store, Location place, CancellationToken cancellationToken)
    {
        if (store is not IMultipartStore parts || store.Capabilities.ConditionalComplete == ConditionSupport.None)
        {
            return false;
        }

        var content = Text("part");
        var digests = store.Capabilities.RequiredDigests.Select(algorithm => Digest.Of(content.Bytes!.Value.Span, algorithm));
        var options = new PutOptions { Mode = PutMode.CreateNew, Digests = [.. digests] };
        var partSize = Math.Max(content.Length, store.Capabilities.Limits.MinPartSize);
        ObjectUpload? upload = null;
        try
        {
            return await IsRefusedAsync<DestinationExistsException>(async () =>
            {
                upload = await parts.BeginUploadAsync(place, content.Length, partSize, options, cancellationToken).ConfigureAwait(false);
                var part = await parts.PutPartAsync(upload, 1, content, cancellationToken).ConfigureAwait(false);
                var made = await parts.CompleteUploadAsync(upload, [part], cancellationToken).ConfigureAwait(false);
                upload = null;
                return made;
            }).ConfigureAwait(false);
        }
        finally
        {
            if (upload is not null)
            {
                await parts.AbortUploadAsync(upload, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private static PutOptions Replacing(ObjectInfo version) => new() { Mode = PutMode.IfMatch, IfMatch = version.Version };

    private static ObjectContent Text(string text) => ObjectContent.Of(Encoding.UTF8.GetBytes(text));

    private static async Task<bool> IsRefusedAsync<TRefusal>(Func<Task<ObjectInfo>> write)
        where TRefusal : Exception
    {
        try
        {
            await write().ConfigureAwait(false);
            return false;
        }
        catch (TRefusal)
        {
            return true;
        }
        catch (Exception e) when (e is NotSupportedException or ApiException { Error.Status: 400 or 501 })
        {
            return false;
        }
    }
}
