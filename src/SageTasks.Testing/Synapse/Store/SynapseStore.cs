using System.Security.Cryptography;
using System.Text.Json.Serialization.Metadata;

namespace SageTasks.Testing.Synapse;

/// <summary>
/// Everything that the server knows, except the bytes of files. One transaction runs at a time; what it changed is committed as a whole,
/// together with its journal entries, or taken back when it throws.
/// </summary>
internal sealed class SynapseStore
{
    private readonly Lock _gate = new();
    private readonly StateStore _state;
    private readonly PlatformClock _clock;
    private readonly List<(Action Undo, Action<StateBatch> Write)> _changes = [];
    private readonly List<Action<StateBatch>> _entries = [];
    private readonly Dictionary<string, IShelf> _shelves = new(StringComparer.Ordinal);

    public SynapseStore(StateStore state, PlatformClock clock)
    {
        (_state, _clock) = (state, clock);
        var json = SynapseJson.Default;
        Counters = Add("counter", json.Counter);
        Users = Add("user", json.UserRecord);
        Tokens = Add("token", json.TokenRecord);
        Nodes = Add("node", json.Node);
        Revisions = Add("revision", json.Revision);
        Acls = Add("acl", json.AccessControlList);
        Activities = Add("activity", json.Activity);
        FileHandles = Add("fileHandle", json.FileHandle);
        Blobs = Add("blob", json.Blob);
        Uploads = Add("upload", json.Upload);
        Parts = Add("part", json.UploadPart);
        StorageLocations = Add("storageLocation", json.StorageLocationSetting);
        ProjectSettings = Add("projectSetting", json.ProjectSetting);
        Columns = Add("column", json.ColumnModel);
        Rows = Add("row", json.StoredRow);
        Evaluations = Add("evaluation", json.Evaluation);
        Submissions = Add("submission", json.Submission);
        Secrets = Add("secret", json.Secret);
        Jobs = Add("job", json.StoredJob);
        TableStates = Add("tableState", json.TableState);
        TableSnapshots = Add("tableSnapshot", json.TableSnapshot);
        Statuses = Add("submissionStatus", json.SubmissionStatus);
        Messages = Add("message", json.MessageToUser);
    }

    public Shelf<Counter> Counters { get; }

    public Shelf<UserRecord> Users { get; }

    public Shelf<TokenRecord> Tokens { get; }

    public Shelf<Node> Nodes { get; }

    public Shelf<Revision> Revisions { get; }

    public Shelf<AccessControlList> Acls { get; }

    public Shelf<Activity> Activities { get; }

    public Shelf<FileHandle> FileHandles { get; }

    public Shelf<Blob> Blobs { get; }

    public Shelf<Upload> Uploads { get; }

    public Shelf<UploadPart> Parts { get; }

    public Shelf<StorageLocationSetting> StorageLocations { get; }

    public Shelf<ProjectSetting> ProjectSettings { get; }

    public Shelf<ColumnModel> Columns { get; }

    public Shelf<StoredRow> Rows { get; }

    public Shelf<Evaluation> Evaluations { get; }

    public Shelf<Submission> Submissions { get; }

    public Shelf<Secret> Secrets { get; }

    public Shelf<StoredJob> Jobs { get; }

    public Shelf<TableState> TableStates { get; }

    public Shelf<TableSnapshot> TableSnapshots { get; }

    public Shelf<SubmissionStatus> Statuses { get; }

    public Shelf<MessageToUser> Messages { get; }

    /// <summary>The key of signed URLs.</summary>
    public byte[] SigningKey => Convert.FromBase64String(Secrets.Find("signing")!.Value);

    /// <summary>Grows with every transaction that changed something.</summary>
    public long ChangeNumber { get; private set; }

    /// <summary>The server's time, in whole milliseconds as Synapse shows it.</summary>
    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(_clock.Shown.ToUnixTimeMilliseconds());

    /// <summary>Runs once, on a new server.</summary>
    public void Seed()
    {
        if (Secrets.Find("signing") is not null)
        {
            return;
        }

        Secrets.Put("signing", new Secret { Value = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) });
        Nodes.Put(NodeTree.Root, new Node
        {
            Id = NodeTree.Root,
            ParentId = 0,
            Name = "root",
            ConcreteType = EntityKind.Folder.ConcreteType,
            Etag = NewEtag(),
            CreatedBy = Principals.Administrator,
            CreatedOn = Now,
            Version = 1,
            LastVersion = 1,
        });
        Revisions.Put(NodeTree.RevisionKey(NodeTree.Root, 1), new Revision
        {
            NodeId = NodeTree.Root,
            Number = 1,
            Label = "1",
            ModifiedBy = Principals.Administrator,
            ModifiedOn = Now,
            Body = new Entity(),
        });
        Acls.Put(NodeTree.Root, new AccessControlList
        {
            Id = SynId.Text(NodeTree.Root),
            Etag = NewEtag(),
            CreationDate = Now,
            ResourceAccess = [new ResourceAccess { PrincipalId = Principals.Public, AccessType = ["READ"] }],
        });
    }

    /// <summary>Takes over what the state folder holds. Indexes must have subscribed to their shelves before.</summary>
    public void Load()
    {
        foreach (var row in _state.Loaded)
        {
            if (_shelves.TryGetValue(row.Kind, out var shelf))
            {
                shelf.Load(row.Key, row.Value);
            }
        }

        _state.ForgetLoaded();
    }

    /// <summary>Runs one transaction.</summary>
    public T Run<T>(Func<T> work)
    {
        lock (_gate)
        {
            try
            {
                var result = work();
                Commit();
                return result;
            }
            catch
            {
                for (var i = _changes.Count - 1; i >= 0; i--)
                {
                    _changes[i].Undo();
                }

                throw;
            }
            finally
            {
                _changes.Clear();
                _entries.Clear();
            }
        }
    }

    public void Run(Action work) => Run<object?>(() =>
    {
        work();
        return null;
    });

    /// <summary>Writes into the commit journal, if the transaction commits, what happened.</summary>
    public void Record<T>(string kind, string id, T payload, JsonTypeInfo<T> type) => _entries.Add(batch => batch.Record(kind, id, payload, type));

    /// <summary>The next id of a kind of thing.</summary>
    public long NextId(string kind, long first)
    {
        var next = Counters.Find(kind)?.Value + 1 ?? first;
        Counters.Put(kind, new Counter { Value = next });
        return next;
    }

    public static string NewEtag() => Guid.NewGuid().ToString();

    internal void Track(Action undo, Action<StateBatch> write) => _changes.Add((undo, write));

    private void Commit()
    {
        if (_changes.Count == 0 && _entries.Count == 0)
        {
            return;
        }

        var batch = _state.Begin();
        _changes.ForEach(c => c.Write(batch));
        _entries.ForEach(e => e(batch));
        batch.Commit();
        ChangeNumber++;
    }

    private Shelf<T> Add<T>(string kind, JsonTypeInfo<T> type)
        where T : class
    {
        var shelf = new Shelf<T>(kind, type, this);
        _shelves.Add(kind, shelf);
        return shelf;
    }
}
