namespace SageTasks.Testing.Synapse;

/// <summary>Finds uploads by their identity and by the object that they make.</summary>
internal sealed class UploadIndex
{
    private readonly Dictionary<(long, string), string> _byHash = [];
    private readonly Dictionary<(string, string), string> _byKey = [];

    public UploadIndex(SynapseStore store)
    {
        store.Uploads.Watch((old, now) =>
        {
            if (old is not null)
            {
                _byHash.Remove((old.StartedBy, old.Hash));
                _byKey.Remove((old.Bucket, old.Key));
            }

            if (now is not null)
            {
                _byHash[(now.StartedBy, now.Hash)] = now.Id;
                _byKey[(now.Bucket, now.Key)] = now.Id;
            }
        });
    }

    public string? OfRequest(long user, string hash) => _byHash.GetValueOrDefault((user, hash));

    public string? OfObject(string bucket, string key) => _byKey.GetValueOrDefault((bucket, key));
}
