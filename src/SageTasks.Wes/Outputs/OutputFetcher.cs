using System.Security.Cryptography;
using SageTasks.Http;
using SageTasks.Storage;

namespace SageTasks.Wes;

/// <summary>Brings one file home: verified, and there all at once or not at all.</summary>
internal sealed class OutputFetcher(WesClient client, TransferEngine? transfers)
{
    public async Task<FetchedOutput> FetchAsync(string runId, WesOutput output, string path, CancellationToken cancellationToken)
    {
        if (output.Sha1 is not null && File.Exists(path) && await IsWholeAsync(path, output, cancellationToken).ConfigureAwait(false))
        {
            return new FetchedOutput { Output = output, Path = path, Size = new FileInfo(path).Length, WasThere = true };
        }

        if (output is { IsDirectory: true, Size: 0 })
        {
            var wasThere = Directory.Exists(path);
            Directory.CreateDirectory(path);
            return new FetchedOutput { Output = output, Path = path, Size = 0, WasThere = wasThere };
        }

        var address = client.ResolveAddress(runId, output.Address);
        if (output.IsDirectory)
        {
            return await FetchDirectoryAsync(address, output, path, cancellationToken).ConfigureAwait(false);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var part = $"{path}.{Path.GetRandomFileName()}.part";
        try
        {
            if (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            {
                await DownloadAsync(runId, output, part, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await TransferAsync(address, output, part, cancellationToken).ConfigureAwait(false);
            }

            await RequireWholeAsync(part, output, cancellationToken).ConfigureAwait(false);
            File.Move(part, path, overwrite: true);
        }
        catch
        {
            File.Delete(part);
            throw;
        }

        return new FetchedOutput { Output = output, Path = path, Size = new FileInfo(path).Length };
    }

    private async Task DownloadAsync(string runId, WesOutput output, string part, CancellationToken cancellationToken)
    {
        var source = await client.OpenAsync(runId, output.Address, cancellationToken).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            var file = File.Create(part);
            await using (file.ConfigureAwait(false))
            {
                await source.CopyToAsync(file, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // The server's own text: a key holds its characters as they are.
    private async Task TransferAsync(Uri address, WesOutput output, string part, CancellationToken cancellationToken) =>
        await Engine(address, output).CopyAsync(Location.Parse(output.Address), Location.FromPath(part), cancellationToken: cancellationToken).ConfigureAwait(false);

    /// <summary>Brings what a store has below an address, each file whole or not at all.</summary>
    private async Task<FetchedOutput> FetchDirectoryAsync(Uri address, WesOutput output, string path, CancellationToken cancellationToken)
    {
        if (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        {
            throw new NotSupportedException($"The output '{output.Name}' ({output.Pointer}) is a directory whose files the server does not list: let the workflow write it to a store.");
        }

        var plan = TransferPlan.FromPrefix(Location.Parse(output.Address.TrimEnd('/') + "/"), Location.FromPath(path + Path.DirectorySeparatorChar));
        var (files, size, wasThere) = (0, 0L, true);
        await foreach (var file in Engine(address, output).RunAsync(plan, new TransferPlanOptions { SkipEqual = true, StopOnFailure = true }, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            if (file.Outcome == TransferOutcome.Failed)
            {
                throw new IOException($"{file.Item.Source} was not brought: {file.Error}", file.Exception);
            }

            (files, size, wasThere) = (files + 1, size + (file.Size ?? 0), wasThere && file.Outcome != TransferOutcome.Copied);
        }

        if (files == 0)
        {
            throw new IOException($"The output '{output.Name}' ({output.Pointer}) is a directory, and there is nothing below {Redaction.Text(output.Address)}: the server does not say that it is empty, so its files are missing.");
        }

        return new FetchedOutput { Output = output, Path = path, Size = size, WasThere = wasThere };
    }

    private TransferEngine Engine(Uri address, WesOutput output)
    {
        if (transfers is null)
        {
            throw new NotSupportedException($"The output is at {address.Scheme}://…, which WES does not give; hand over a {nameof(TransferEngine)} with a store for it.");
        }

        if (address.Scheme == LocationScheme.Drs && !client.MayLead(address))
        {
            throw new NotSupportedException($"'{output.Name}' is at {address.Host}, which is this machine or link-local: only a server of this machine may lead there. Set {nameof(ApiOptions)}.{nameof(ApiOptions.AllowLocalTargets)} if that is meant.");
        }

        return !address.IsFile || client.Endpoint.IsLoopback
            ? transfers
            : throw new NotSupportedException($"'{output.Name}' is a file of the server's own machine ({address.AbsolutePath}): let the workflow write to a place that both reach.");
    }

    private static async Task RequireWholeAsync(string path, WesOutput output, CancellationToken cancellationToken)
    {
        if (!await IsWholeAsync(path, output, cancellationToken).ConfigureAwait(false))
        {
            throw new IOException($"'{output.Name}' did not arrive as the server says that it is (size {output.Size}, SHA-1 {output.Sha1}).");
        }
    }

    private static async Task<bool> IsWholeAsync(string path, WesOutput output, CancellationToken cancellationToken)
    {
        if (output.Size is { } size && new FileInfo(path).Length != size)
        {
            return false;
        }

        if (output.Sha1 is null)
        {
            return true;
        }

        var file = File.OpenRead(path);
        await using (file.ConfigureAwait(false))
        {
            return string.Equals(Convert.ToHexStringLower(await HashAsync(file, cancellationToken).ConfigureAwait(false)), output.Sha1, StringComparison.Ordinal);
        }
    }

    // CWL states SHA-1 and nothing else; it is used to find damage, not forgery.
    private static ValueTask<byte[]> HashAsync(Stream file, CancellationToken cancellationToken) =>
        CryptographicOperations.HashDataAsync(HashAlgorithmName.SHA1, file, cancellationToken);
}
