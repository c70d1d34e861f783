using SageTasks.Http;
using SageTasks.Synapse;
using SageTasks.Tables;

namespace ManifestToDrs;

/// <summary>The Synapse project with the manifest, and with the one that has DRS URIs.</summary>
internal sealed class Study
{
    private const string ManifestName = "manifest.csv";
    private const string ResultName = "manifest_drs.csv";

    private static readonly SheetColumns<PreparedSample> Columns = new()
    {
        { "sample", prepared => prepared.Sample.Name },
        { "read1", prepared => prepared.Sample.Read1 },
        { "read2", prepared => prepared.Sample.Read2 },
        { "task", prepared => prepared.TaskId },
        { "reads_drs", prepared => prepared.Reads.DrsUri },
        { "statistics_drs", prepared => prepared.Statistics.DrsUri },
    };

    private readonly SynapseFiles _files;
    private readonly SynapseClient _synapse;
    private readonly string _folder;

    private Study(SynapseClient synapse, SynapseId project, SynapseId manifest, string folder) =>
        (_synapse, _files, Project, Manifest, _folder) = (synapse, new SynapseFiles(synapse), project, manifest, folder);

    public SynapseId Project { get; }

    /// <summary>The manifest, at the version that is read.</summary>
    public SynapseId Manifest { get; }

    /// <summary>Finds or makes the project, and puts the manifest into it; an equal one is left alone.</summary>
    /// <exception cref="InvalidDataException">Synapse refuses the project.</exception>
    public static async Task<Study> EnsureAsync(SynapseClient synapse, Settings settings, CancellationToken cancellationToken)
    {
        try
        {
            var project = await synapse.FindChildAsync(null, settings.Project, cancellationToken)
                ?? SynapseId.Parse((await synapse.CreateEntityAsync(new Project { Name = settings.Project }, cancellationToken: cancellationToken)).Id!);
            var stored = await new SynapseFiles(synapse).StoreAsync(
                new FileStore { Path = settings.ManifestFile, Name = ManifestName, ParentId = project }, cancellationToken: cancellationToken);
            return new Study(synapse, project, stored.Id, settings.StateFolder);
        }
        catch (ApiException e) when (e.Error.Status is 403 or 409)
        {
            throw new InvalidDataException($"--project '{settings.Project}': Synapse refuses it ({e.Message.TrimEnd('.')}). Names of projects are unique on the whole server; give one of your own.", e);
        }
    }

    /// <summary>The manifest as it is in Synapse.</summary>
    /// <exception cref="TableFormatException">A column or a cell is missing.</exception>
    /// <exception cref="InvalidDataException">There is no sample, or a sample or a file is named twice.</exception>
    public async Task<IReadOnlyList<Sample>> ReadAsync(CancellationToken cancellationToken)
    {
        var file = await _files.DownloadAsync(new FileDownload { Id = Manifest, Path = Path.Combine(_folder, ManifestName) }, cancellationToken: cancellationToken);
        var samples = await TableReader.ReadFileAsync(file.Path, cancellationToken: cancellationToken)
            .Select(row => new Sample(row.GetString("sample"), row.GetString("read1"), row.GetString("read2"))).ToListAsync(cancellationToken);
        var twice = samples.Select(sample => sample.Name).GroupBy(name => name).Concat(samples.SelectMany(sample => new[] { sample.Read1, sample.Read2 }).GroupBy(place => place))
            .FirstOrDefault(group => group.Count() > 1)?.Key;
        return samples.Count > 0 && twice is null
            ? samples
            : throw new InvalidDataException(twice is null ? $"The manifest {Manifest} names no sample." : $"The manifest {Manifest} names {twice} twice.");
    }

    /// <summary>The DRS URIs that the stored manifest has already.</summary>
    public async Task<IReadOnlySet<string>> KnownUrisAsync(CancellationToken cancellationToken)
    {
        if (await _synapse.FindChildAsync(Project, ResultName, cancellationToken) is not { } id)
        {
            return new HashSet<string>();
        }

        var file = await _files.DownloadAsync(new FileDownload { Id = id, Path = Path.Combine(_folder, ResultName) }, cancellationToken: cancellationToken);
        return await TableReader.ReadFileAsync(file.Path, cancellationToken: cancellationToken)
            .SelectMany(row => new[] { row.GetString("reads_drs"), row.GetString("statistics_drs") }).ToHashSetAsync(cancellationToken: cancellationToken);
    }

    /// <summary>Stores the manifest with DRS URIs, and how it came to be.</summary>
    public async Task<StoredFile> StoreAsync(IReadOnlyList<PreparedSample> samples, CancellationToken cancellationToken)
    {
        var sheet = SampleSheet.Create(samples, Columns, new SampleSheetOptions { FileName = ResultName });
        var path = Path.Combine(_folder, ResultName);
        await File.WriteAllBytesAsync(path, sheet.Content, cancellationToken);
        var provenance = new ProvenanceNote
        {
            Name = "Reads prepared on Cavatica",
            Used = [Manifest],
            Executed = [.. samples.Select(sample => (ProvenanceSource)sample.TaskAddress)],
        };
        return await _files.StoreAsync(new FileStore { Path = path, ParentId = Project, Provenance = provenance }, cancellationToken: cancellationToken);
    }
}
