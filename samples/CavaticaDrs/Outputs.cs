using SageTasks.Cavatica;

namespace ManifestToDrs;

/// <summary>Collects what tasks wrote, and has its DRS URIs.</summary>
internal sealed class Outputs(CavaticaClient client)
{
    /// <summary>The sample with the URIs of its files: composed, looked up, and of the size that the platform says.</summary>
    /// <exception cref="InvalidDataException">An output is missing, or DRS tells of another file.</exception>
    public async Task<PreparedSample> MintAsync(Sample sample, string taskId, Uri? page, CancellationToken cancellationToken)
    {
        var outputs = await new CavaticaOutputs(client).CollectAsync(taskId, cancellationToken: cancellationToken);
        CavaticaFile[] files = [Find(ReadsApp.Reads), Find(ReadsApp.Statistics)];
        var minted = await new CavaticaDrs(client).MintAsync([.. files.Select(file => file.Id)], cancellationToken);
        foreach (var (file, uri) in files.Zip(minted))
        {
            if (uri.Size != file.Size)
            {
                throw new InvalidDataException($"{uri.DrsUri} has {uri.Size} bytes, and {file.Name} has {file.Size}.");
            }
        }

        return new PreparedSample(sample, taskId, page?.AbsoluteUri ?? $"urn:uuid:{taskId}", minted[0], minted[1]);

        CavaticaFile Find(string output) => outputs.FirstOrDefault(found => found.OutputId == output)?.File
            ?? throw new InvalidDataException($"The task {taskId} of {sample.Name} has no output '{output}'.");
    }

    /// <summary>Reads a file as everybody does who has its URI: asks DRS for an address, and reads there without a token.</summary>
    /// <exception cref="InvalidDataException">DRS gives no address, or other bytes.</exception>
    public async Task<string> ReadAsync(MintedUri uri, CancellationToken cancellationToken)
    {
        var shown = await client.GetDrsObjectAsync(uri.FileId, cancellationToken);
        var access = shown.AccessMethods.Select(method => method.AccessId).FirstOrDefault(id => id is not null)
            ?? throw new InvalidDataException($"{uri.DrsUri} has no way to its bytes.");
        var address = (await client.GetDrsAccessAsync(uri.FileId, access, cancellationToken)).Url ?? throw new InvalidDataException($"{uri.DrsUri} has no address.");
        using var http = new HttpClient();
        var bytes = await http.GetByteArrayAsync(new Uri(address), cancellationToken);
        return bytes.LongLength == uri.Size ? System.Text.Encoding.UTF8.GetString(bytes) : throw new InvalidDataException($"{uri.DrsUri} gave {bytes.LongLength} bytes of {uri.Size}.");
    }
}
