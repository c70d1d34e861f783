using System.Diagnostics.CodeAnalysis;

namespace SageTasks.Testing;

/// <summary>All runs. What changes is committed to the store before it shows here.</summary>
internal sealed class RunRegistry(TowerWorld world)
{
    private const string Kind = "run";

    private readonly Dictionary<string, TowerRun> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<TowerRun>> _bySession = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, TowerRun> _byLaunch = new(StringComparer.Ordinal);

    // Oldest first, without the deleted ones.
    private readonly Dictionary<long, List<TowerRun>> _visible = [];
    private DateTimeOffset _lastHidden = DateTimeOffset.MinValue;

    /// <summary>All runs, in the order in which they came.</summary>
    public IReadOnlyList<TowerRun> All
    {
        get
        {
            lock (world.Lock)
            {
                return [.. _byId.Values];
            }
        }
    }

    /// <summary>All runs that still run or wait, of all workspaces.</summary>
    public IReadOnlyList<TowerRun> Active
    {
        get
        {
            lock (world.Lock)
            {
                return [.. _byId.Values.Where(r => TowerStatus.IsActive(r.Document.Status))];
            }
        }
    }

    public void Load(RunDocument document) => Index(new TowerRun(document));

    public bool TryFind(string id, [NotNullWhen(true)] out TowerRun? run)
    {
        lock (world.Lock)
        {
            return _byId.TryGetValue(id, out run);
        }
    }

    /// <summary>The run that the request names in its path, which must be in the request's workspace.</summary>
    public TowerRun Get(LocalRequest request, TowerPermission permission = TowerPermission.Read)
    {
        var workspace = world.Workspace(request, permission);
        lock (world.Lock)
        {
            return Get(workspace, request["workflowId"]);
        }
    }

    public TowerRun Get(TowerWorkspace workspace, string id)
    {
        lock (world.Lock)
        {
            return _byId.TryGetValue(id, out var run) && run.Document.Workspace == workspace.Key && !run.Document.Deleted
                ? run
                : throw TowerAnswers.Forbidden();
        }
    }

    public TowerRun? FindLaunch(string launchId)
    {
        lock (world.Lock)
        {
            return _byLaunch.GetValueOrDefault(launchId);
        }
    }

    /// <summary>All runs of a session; the caller holds the lock.</summary>
    public IReadOnlyList<TowerRun> OfSession(string sessionId) => _bySession.TryGetValue(sessionId, out var runs) ? runs : [];

    /// <summary>Takes in a new run; the caller holds the lock.</summary>
    public TowerRun Add(RunDocument document, RunCommit commit)
    {
        world.Store.Begin()
            .Set(Kind, document.Id, document, TowerJson.Default.RunDocument)
            .Record("run.created", document.Id, commit, TowerJson.Default.RunCommit)
            .Commit();
        var run = new TowerRun(document);
        Index(run);
        Trim(world.People.Known(document.Workspace));
        return run;
    }

    /// <summary>Takes in a run of the past; the caller holds the lock.</summary>
    public void AddPast(RunDocument document)
    {
        world.Store.Begin().Set(Kind, document.Id, document, TowerJson.Default.RunDocument).Commit();
        Index(new TowerRun(document));
    }

    /// <summary>Changes what no state depends on.</summary>
    public void Change(TowerRun run, Func<RunDocument, RunDocument> change)
    {
        lock (world.Lock)
        {
            var changed = change(run.Document) with { LastUpdated = world.Clock.Shown };
            world.Store.Begin().Set(Kind, changed.Id, changed, TowerJson.Default.RunDocument).Commit();
            run.Document = changed;
        }
    }

    /// <summary>Takes a run to another state, if it still is in one of those that this can follow.</summary>
    public bool Advance(TowerRun run, Func<string?, bool> from, Func<RunDocument, RunDocument> change)
    {
        lock (world.Lock)
        {
            var before = run.Document;
            if (!from(before.Status))
            {
                return false;
            }

            var after = change(before) with { LastUpdated = world.Clock.Shown };
            var batch = world.Store.Begin().Set(Kind, after.Id, after, TowerJson.Default.RunDocument);
            if (after.Status != before.Status)
            {
                batch.Record("run.status", after.Id, new StatusCommit(after.Status, before.Status), TowerJson.Default.StatusCommit);
            }

            batch.Commit();
            run.Document = after;
            return true;
        }
    }

    public void SaveTasks(TowerRun run)
    {
        lock (world.Lock)
        {
            world.Store.Begin().Set("tasks", run.Document.Id, [.. run.Tasks.All], TowerJson.Default.TaskDocumentArray).Commit();
        }
    }

    /// <summary>Puts a run out of sight; its name and session stay taken.</summary>
    public void Delete(TowerRun run)
    {
        lock (world.Lock)
        {
            var deleted = run.Document with { Deleted = true };
            world.Store.Begin()
                .Set(Kind, deleted.Id, deleted, TowerJson.Default.RunDocument)
                .Record("run.deleted", deleted.Id, new StatusCommit(null, run.Document.Status), TowerJson.Default.StatusCommit)
                .Commit();
            run.Document = deleted;
            Visible(deleted.Workspace).Remove(run);
        }
    }

    /// <summary>Removes every trace, as Tower does with runs beyond its history.</summary>
    public void Expire(TowerRun run)
    {
        lock (world.Lock)
        {
            var document = run.Document;
            world.Store.Begin()
                .Remove(Kind, document.Id)
                .Remove("tasks", document.Id)
                .Record("run.expired", document.Id, new StatusCommit(null, document.Status), TowerJson.Default.StatusCommit)
                .Commit();
            _byId.Remove(document.Id);
            _byLaunch.Remove(document.LaunchId);
            Visible(document.Workspace).Remove(run);
            if (_bySession.TryGetValue(document.SessionId, out var session))
            {
                session.Remove(run);
            }
        }
    }

    /// <summary>A page of what the workspace shows, newest first; total counts all matches.</summary>
    public RunPage List(TowerWorkspace workspace, RunSearch search, int offset, int max)
    {
        lock (world.Lock)
        {
            var runs = Visible(workspace.Key);
            var hiding = world.Faults.Enabled && _lastHidden > world.Clock.True;
            if (search.IsEmpty && !hiding)
            {
                return Slice(runs, offset, max);
            }

            var found = new List<TowerRun>();
            var total = 0;
            for (var i = runs.Count - 1; i >= 0; i--)
            {
                var run = runs[i];
                if ((hiding && run.Document.HiddenUntil > world.Clock.True) || !search.Matches(run))
                {
                    continue;
                }

                if (total >= offset && found.Count < max)
                {
                    found.Add(run);
                }

                total++;
            }

            return new RunPage(found, total, offset + found.Count < total);
        }
    }

    private static RunPage Slice(List<TowerRun> runs, int offset, int max)
    {
        var count = Math.Clamp(runs.Count - offset, 0, max);
        if (count == 0)
        {
            return new RunPage([], runs.Count, offset < runs.Count);
        }

        var page = runs.GetRange(runs.Count - offset - count, count);
        page.Reverse();
        return new RunPage(page, runs.Count, offset + count < runs.Count);
    }

    private void Index(TowerRun run)
    {
        var document = run.Document;
        _byId[document.Id] = run;
        _byLaunch[document.LaunchId] = run;
        if (!_bySession.TryGetValue(document.SessionId, out var session))
        {
            _bySession[document.SessionId] = session = new List<TowerRun>(1);
        }

        session.Add(run);
        if (!document.Deleted)
        {
            Visible(document.Workspace).Add(run);
        }

        if (document.HiddenUntil > _lastHidden)
        {
            _lastHidden = document.HiddenUntil.Value;
        }
    }

    private List<TowerRun> Visible(long workspace) => _visible.TryGetValue(workspace, out var runs) ? runs : _visible[workspace] = [];

    private void Trim(TowerWorkspace workspace)
    {
        if (world.Options.RunHistory is not { } limit || workspace.OrgId is null)
        {
            return;
        }

        var lists = world.People.Workspaces.Where(w => w.OrgId == workspace.OrgId).Select(w => Visible(w.Key)).ToList();
        for (var over = lists.Sum(l => l.Count) - limit; over > 0; over--)
        {
            var oldest = lists.SelectMany(l => l.Where(r => !TowerStatus.IsActive(r.Document.Status)).Take(1)).MinBy(r => r.Document.Submit);
            if (oldest is null)
            {
                return;
            }

            Expire(oldest);
        }
    }
}
