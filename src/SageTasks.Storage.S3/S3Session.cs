using System.Runtime.ExceptionServices;
using Amazon.Runtime.Endpoints;
using Amazon.S3;
using Amazon.S3.Model;

namespace SageTasks.Storage.S3;

/// <summary>One endpoint and the way of asking it: nothing hangs forever, and no exception of AWS's library comes out.</summary>
internal sealed class S3Session(IAmazonS3 client, bool isSigned, bool requesterPays, TimeSpan stallTimeout, TimeProvider time)
{
    private static readonly string[] AwsDomains = [".amazonaws.com", ".amazonaws.com.cn", ".amazonaws.eu", ".api.aws"];

    public Uri Address { get; } = AddressOf(client);

    /// <summary>Whether this is S3 itself, which keeps to its own documentation.</summary>
    public bool IsAws => Array.Exists(AwsDomains, domain => Address.IdnHost.EndsWith(domain, StringComparison.OrdinalIgnoreCase));

    /// <summary>Over TLS nobody can change the bytes on the way: the signature need not cover them, which saves a SHA-256.</summary>
    public bool IsEncrypted => Address.Scheme == Uri.UriSchemeHttps;

    /// <summary>Whether the signature covers the bytes, so that the server verifies them without any other checksum.</summary>
    public bool AreBodiesSigned => isSigned && !IsEncrypted;

    public RequestPayer? Payer => requesterPays ? RequestPayer.Requester : null;

    public TimeProvider Time => time;

    public static Uri AddressOf(IAmazonS3 client)
    {
        Endpoint endpoint = client.DetermineServiceOperationEndpoint(new GetObjectRequest { BucketName = "bucket", Key = "key" });
        return new Uri(new Uri(endpoint.URL).GetLeftPart(UriPartial.Authority));
    }

    /// <summary>Sends a request without a body.</summary>
    public async Task<T> AskAsync<T>(
        string method, Location location, Func<IAmazonS3, CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var patience = new Patience(stallTimeout, time, cancellationToken);
        try
        {
            return await ask(client, patience.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && S3Errors.AreKnown(e))
        {
            throw S3Errors.Translate(e, method, location, Address);
        }
    }

    /// <summary>Sends a request with a body. It is given up when the server takes no more bytes for too long.</summary>
    public async Task<T> SendAsync<T>(
        Location location, ObjectContent content, Func<IAmazonS3, Stream, CancellationToken, Task<T>> send, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var patience = new Patience(stallTimeout, time, cancellationToken);
        var body = new UploadBody(content, patience);
        await using (body.ConfigureAwait(false))
        {
            try
            {
                return await send(client, body, patience.Token).ConfigureAwait(false);
            }
            catch (Exception) when (body.Failure is not null && !cancellationToken.IsCancellationRequested)
            {
                ExceptionDispatchInfo.Throw(body.Failure);
                throw;
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested && S3Errors.AreKnown(e))
            {
                throw S3Errors.Translate(e, "PUT", location, Address);
            }
        }
    }
}
