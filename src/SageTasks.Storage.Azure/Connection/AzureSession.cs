using System.Runtime.ExceptionServices;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;

namespace SageTasks.Storage.Azure;

/// <summary>One account and the way of asking it: nothing hangs forever, and no exception of Azure's library comes out.</summary>
internal sealed class AzureSession(BlobServiceClient client, CopySources sources, TimeSpan stallTimeout, TimeProvider time)
{
    private static readonly string[] AzureDomains =
        [".blob.core.windows.net", ".blob.core.usgovcloudapi.net", ".blob.core.chinacloudapi.cn", ".blob.storage.azure.net"];

    private readonly HttpPipeline _pipeline = Pipelines.Of(client);

    /// <summary>Where the account is, without a signature.</summary>
    public Uri Address { get; } = new(client.Uri.GetLeftPart(UriPartial.Path));

    /// <summary>Whether this is Azure itself, which keeps to its own documentation.</summary>
    public bool IsAzure => Array.Exists(AzureDomains, domain => Address.IdnHost.EndsWith(domain, StringComparison.OrdinalIgnoreCase));

    public TimeProvider Time => time;

    public CopySources Sources => sources;

    public BlobContainerClient Container(Location location) => client.GetBlobContainerClient(location.Authority);

    public BlockBlobClient Blob(Location location) => Container(location).GetBlockBlobClient(location.Path);

    /// <summary>Sends a request without a body.</summary>
    public async Task<T> AskAsync<T>(string method, Location location, Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var patience = new Patience(stallTimeout, time, cancellationToken);
        try
        {
            return await ask(patience.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && AzureErrors.AreKnown(e))
        {
            throw AzureErrors.Translate(e, method, location, Address);
        }
    }

    /// <summary>Sends a request with a body. It is given up when the server takes no more bytes for too long.</summary>
    public async Task<T> SendAsync<T>(
        Location location, ObjectContent content, Func<Stream, CancellationToken, Task<T>> send, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var patience = new Patience(stallTimeout, time, cancellationToken);
        var body = new UploadBody(content, patience);
        await using (body.ConfigureAwait(false))
        {
            try
            {
                return await send(body, patience.Token).ConfigureAwait(false);
            }
            catch (Exception) when (body.Failure is not null && !cancellationToken.IsCancellationRequested)
            {
                ExceptionDispatchInfo.Throw(body.Failure);
                throw;
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested && AzureErrors.AreKnown(e))
            {
                throw AzureErrors.Translate(e, "PUT", location, Address);
            }
        }
    }

    /// <summary>Asks for bytes and hands the answer over while they come.</summary>
    public Task<HttpMessage> ReadAsync(Location location, Action<Request> prepare, CancellationToken cancellationToken) =>
        AskAsync("GET", location, async token => await SendAsync(Blob(location).Uri, prepare, token).ConfigureAwait(false), cancellationToken);

    private async Task<HttpMessage> SendAsync(Uri address, Action<Request> prepare, CancellationToken cancellationToken)
    {
        var message = _pipeline.CreateMessage();
        var isAccepted = false;
        try
        {
            message.BufferResponse = false;
            message.Request.Method = RequestMethod.Get;
            message.Request.Uri.Reset(address);
            prepare(message.Request);
            await _pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
            if (message.Response.IsError)
            {
                throw await RefusalAsync(message.Response, cancellationToken).ConfigureAwait(false);
            }

            isAccepted = true;
            return message;
        }
        finally
        {
            if (!isAccepted)
            {
                message.Dispose();
            }
        }
    }

    private static async Task<RequestFailedException> RefusalAsync(Response answer, CancellationToken cancellationToken)
    {
        using var words = new MemoryStream();
        await (answer.ContentStream ?? Stream.Null).CopyToAsync(words, cancellationToken).ConfigureAwait(false);
        words.Position = 0;
        answer.ContentStream = words;
        return new RequestFailedException(answer);
    }

    // The library's own download keeps the connection of a body that is not read to its end.
    private sealed class Pipelines : BlobServiceClient
    {
        public static HttpPipeline Of(BlobServiceClient client) => GetHttpPipeline(client);
    }
}
