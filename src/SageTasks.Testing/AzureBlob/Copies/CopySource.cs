using Microsoft.AspNetCore.WebUtilities;

namespace SageTasks.Testing.AzureBlob;

/// <summary>The blob that <c>x-ms-copy-source</c> names. Its address has to grant access by itself: a signature, or a public container.</summary>
internal sealed class CopySource(Account account, AzureWorld world, PlatformClock clock)
{
    /// <summary>The source and its bytes; its conditions hold.</summary>
    /// <param name="call">The request.</param>
    /// <param name="isOwn">Whether the account's own blobs need no signature, as for an asynchronous copy.</param>
    public (BlobDocument Blob, HeldBytes Bytes) Open(AzureCall call, bool isOwn = false)
    {
        var header = call.Header("x-ms-copy-source")!;
        if (!Uri.TryCreate(header, UriKind.Absolute, out var address) || address.GetLeftPart(UriPartial.Authority) != call.Request.Origin)
        {
            throw new AzureRefusal(new AzureError(400, "InvalidHeaderValue", "The copy source is no blob of this server."));
        }

        var path = address.AbsolutePath.TrimStart('/').Split('/', 3).Select(Uri.UnescapeDataString).ToArray();
        if (path is not [var name, var container, { Length: > 0 } blob] || name != account.Name)
        {
            throw Unverified(404);
        }

        CheckAccess(address, container, blob, isOwn);
        var (found, bytes) = world.Open(container, blob);
        try
        {
            Conditions.Of(call, "x-ms-source-").CheckSource(found);
            return (found, bytes);
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    private void CheckAccess(Uri address, string container, string blob, bool isOwn)
    {
        var query = QueryHelpers.ParseQuery(address.Query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
        if (query.ContainsKey("sig"))
        {
            var signature = new SharedAccessSignature(account, clock, $"/{account.Name}", query);
            signature.Check(container, blob);
            if (!signature.Permissions.Contains('r', StringComparison.Ordinal))
            {
                throw Unverified(403);
            }
        }
        else if (!isOwn && world.FindContainer(container) is not { IsPublic: true })
        {
            throw Unverified(401);
        }
    }

    private static AzureRefusal Unverified(int status) =>
        new(new AzureError(status, "CannotVerifyCopySource", "The specified resource could not be read: the source of a copy has to be public or signed."));
}
