using SageTasks.Storage;
using SageTasks.Synapse;

namespace RoundTrip.Staging;

/// <summary>Staging on this machine, for pipelines that run on it too.</summary>
internal sealed class LocalStaging(SynapseClient synapse, string stateFolder) : IStaging
{
    public string OutputFolder => Path.Combine(stateFolder, "runs");

    public async Task<IReadOnlyList<StagedFile>> StageAsync(
        IReadOnlyList<SynapseId> files, Func<string, IProgress<TransferProgress>?> bar, CancellationToken cancellationToken)
    {
        var staged = new List<StagedFile>();
        foreach (var id in files)
        {
            var folder = Directory.CreateDirectory(Path.Combine(stateFolder, "staging", id.ToString())).FullName;
            var download = new FileDownload { Id = id, Path = folder + Path.DirectorySeparatorChar };
            var file = await new SynapseFiles(synapse).DownloadAsync(download, bar($"extract: {id}"), cancellationToken);
            staged.Add(new StagedFile
            {
                Id = file.Id,
                Location = file.Path,
                Md5 = file.Md5 ?? throw new InvalidDataException($"Synapse states no MD5 of {id}: store the file in Synapse itself."),
                VerifiedBy = "their MD5",
                BytesMoved = file.BytesDownloaded,
            });
        }

        return staged;
    }

    /// <summary>They are here: pipelines on this machine wrote them.</summary>
    public Task<string> FetchAsync(string results, Func<string, IProgress<TransferProgress>?> bar, CancellationToken cancellationToken) => Task.FromResult(results);
}
