using Azure;
using Azure.Core;
using Azure.Storage.Blobs.Specialized;
using Azure.Storage.Sas;

namespace SageTasks.Storage.Azure;

/// <summary>
/// How the service may read the source of a copy: it takes an address that grants access, or a token, even inside one account.
/// </summary>
/// <param name="sas">The shared access signature of this store; null where it has none.</param>
/// <param name="credential">Who is asking; null where no token is used.</param>
/// <param name="time">The clock.</param>
internal sealed class CopySources(string? sas, TokenCredential? credential, TimeProvider time)
{
    private const string Scope = "https://storage.azure.com/.default";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>The address to copy from, and the token to send along; null where this store can't let the service read.</summary>
    public async Task<(Uri Address, HttpAuthorization? Token)?> GrantAsync(BlockBlobClient source, CancellationToken cancellationToken)
    {
        if (source.CanGenerateSasUri)
        {
            return (source.GenerateSasUri(BlobSasPermissions.Read, time.GetUtcNow() + Lifetime), null);
        }

        if (sas is not null)
        {
            return (new UriBuilder(source.Uri) { Query = sas }.Uri, null);
        }

        if (credential is not null)
        {
            var token = await credential.GetTokenAsync(new TokenRequestContext([Scope]), cancellationToken).ConfigureAwait(false);
            return (source.Uri, new HttpAuthorization("Bearer", token.Token));
        }

        // A connection string's signature stands in the address.
        return source.Uri.Query.Length > 0 ? (source.Uri, null) : null;
    }
}
