namespace SageTasks.Synapse;

public sealed partial class SynapseFiles
{
    /// <summary>Shows bytes at a web address as a file: nothing where it is shown already, a new version where the file shows something
    /// else.</summary>
    internal Task<StoredFile> LinkAsync(ManifestRow row, CancellationToken cancellationToken)
    {
        var name = row.Name ?? row.Path.Split('?', '#')[0].TrimEnd('/').Split('/')[^1];
        var handle = new ExternalFileHandle { ExternalUrl = row.Path, FileName = name, ContentType = row.ContentType ?? ContentTypes.Of(name) };
        return new FileUpsert(client, new FileUpsertRequest
        {
            ParentId = row.ParentId,
            Name = name,
            Size = null,
            Md5 = null,
            IsSame = present => present is ExternalFileHandle external && string.Equals(external.ExternalUrl, row.Path, StringComparison.Ordinal),
            MakeHandle = async token =>
                (await Contention.RepeatAsync(client.Time, cancel => client.CreateExternalFileHandleAsync(handle, cancel), token).ConfigureAwait(false)).Id!,
            ForceVersion = row.ForceVersion,
        }).RunAsync(cancellationToken);
    }
}
