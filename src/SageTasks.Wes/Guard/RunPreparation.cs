using System.Security.Cryptography;
using SageTasks.Http;
using SageTasks.Runs;

namespace SageTasks.Wes;

/// <summary>Makes a request ready: checked, its attachments known by their content, and the engine named where there is only one.</summary>
internal sealed class RunPreparation(WesClient client, WesRunsOptions options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private (Task<WesServiceInfo?> Info, long At)? _service;

    public async Task<PreparedRun<WesRunRequest>> PrepareAsync(WesRunRequest request, CancellationToken cancellationToken)
    {
        RunRequestRules.Check(request);
        if (request.Tags.Keys.FirstOrDefault(name => name.StartsWith(RunTags.Prefix, StringComparison.OrdinalIgnoreCase)) is { } reserved)
        {
            throw new ArgumentException($"The tag '{reserved}' begins with '{RunTags.Prefix}', which the guard's own tags do; call it something else.", nameof(request));
        }

        var attachments = new List<WesAttachment>(request.Attachments.Count);
        foreach (var attachment in request.Attachments)
        {
            attachments.Add(attachment with { Sha256 = await DigestAsync(attachment, cancellationToken).ConfigureAwait(false) });
        }

        var info = await ServiceAsync(cancellationToken).ConfigureAwait(false);
        var prepared = request with { Attachments = attachments, Chosen = Choose(request, info) };
        return new PreparedRun<WesRunRequest> { Request = prepared, Service = Service, DeclaredDefaults = RunForms.Defaults(prepared, info) };
    }

    /// <summary>Looks once more, just before they are sent, whether the attachments are those that the key stands for.</summary>
    /// <exception cref="ArgumentException">A file has changed; the message names it.</exception>
    public static async Task VerifyAsync(WesRunRequest request, CancellationToken cancellationToken)
    {
        foreach (var attachment in request.Attachments.Where(attachment => attachment.Path is not null))
        {
            _ = await DigestAsync(attachment, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<string> DigestAsync(WesAttachment attachment, CancellationToken cancellationToken)
    {
        var digest = Convert.ToHexStringLower(attachment.Path is { } path
            ? await HashAsync(attachment.Name, path, cancellationToken).ConfigureAwait(false)
            : SHA256.HashData(attachment.ReadBytes()!));
        return attachment.Sha256 is not { } planned || string.Equals(planned, digest, StringComparison.OrdinalIgnoreCase)
            ? digest
            : throw new ArgumentException($"The attachment '{attachment.Name}' has changed since it was planned: its SHA-256 is {digest}, and was {planned}. Plan the run anew.");
    }

    private static async Task<byte[]> HashAsync(string name, string path, CancellationToken cancellationToken)
    {
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
            await using (file.ConfigureAwait(false))
            {
                return await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArgumentException($"The attachment '{name}' cannot be read: {e.Message}", e);
        }
    }

    private static WesEngineChoice? Choose(WesRunRequest request, WesServiceInfo? info) => request.WorkflowEngine is null
        ? new WesEngineChoice { WorkflowEngine = info is { WorkflowEngineVersions.Count: 1 } ? info.WorkflowEngineVersions.Keys.Single() : null }
        : null;

    /// <summary>The server under one name, which stays.</summary>
    public string Service => options.Service ?? ServiceName(client.Endpoint);

    public static string ServiceName(Uri endpoint)
    {
        var port = endpoint.IsDefaultPort ? string.Empty : FormattableString.Invariant($":{endpoint.Port}");
        return $"wes:{endpoint.Host.ToLowerInvariant()}{port}{endpoint.AbsolutePath.TrimEnd('/')}";
    }

    // A thousand plans ask once. The reading belongs to all of them, so the first one's token must not end it.
    private Task<WesServiceInfo?> ServiceAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_service is not { } known || known.Info.IsFaulted || time.GetElapsedTime(known.At) >= options.TrustTime)
            {
                _service = known = (ReadAsync(CancellationToken.None), time.GetTimestamp());
            }

            return known.Info.WaitAsync(cancellationToken);
        }
    }

    private async Task<WesServiceInfo?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetServiceInfoAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException refused) when (refused.Error.Status is 404 or 405 or 501)
        {
            // A server that says nothing of itself chooses its engine by itself.
            return null;
        }
    }
}
