using System.Globalization;

namespace SageTasks.Testing.Synapse;

/// <summary>Activities, and which entity versions they made.</summary>
internal sealed class Activities(SynapseStore store, NodeTree tree, Access access)
{
    private const string UsedEntity = "org.sagebionetworks.repo.model.provenance.UsedEntity";
    private const string UsedUrl = "org.sagebionetworks.repo.model.provenance.UsedURL";

    public Activity Create(Caller caller, Activity activity)
    {
        var id = store.NextId("activity", 15000001).ToString(CultureInfo.InvariantCulture);
        var created = activity with
        {
            Id = id,
            Etag = SynapseStore.NewEtag(),
            CreatedBy = caller.Known("create activities").IdText,
            CreatedOn = store.Now,
            ModifiedBy = caller.IdText,
            ModifiedOn = store.Now,
            Used = Check(activity.Used),
        };
        store.Activities.Put(id, created);
        store.Record("activity.created", id, created, SynapseJson.Default.Activity);
        return created;
    }

    public Activity Get(string id) => store.Activities.Find(id) ?? throw SynapseError.NotFound($"Activity with id {id} does not exist.");

    public Activity Update(Caller caller, string id, Activity activity)
    {
        var current = Owned(caller, id);
        if (activity.Etag != current.Etag)
        {
            throw SynapseError.Stale(id);
        }

        var updated = current with
        {
            Name = activity.Name,
            Description = activity.Description,
            Used = Check(activity.Used),
            Etag = SynapseStore.NewEtag(),
            ModifiedBy = caller.IdText,
            ModifiedOn = store.Now,
        };
        store.Activities.Put(id, updated);
        return updated;
    }

    public void Delete(Caller caller, string id)
    {
        Owned(caller, id);
        foreach (var made in store.Revisions.All.Where(r => r.ActivityId == id).ToList())
        {
            store.Revisions.Put(NodeTree.RevisionKey(made.NodeId, made.Number), made with { ActivityId = null });
        }

        store.Activities.Remove(id);
    }

    public IReadOnlyList<Reference> GeneratedBy(string id) =>
    [
        .. store.Revisions.All.Where(r => r.ActivityId == Get(id).Id).OrderBy(r => r.NodeId).ThenBy(r => r.Number)
            .Select(r => new Reference { TargetId = SynId.Text(r.NodeId), TargetVersionNumber = r.Number }),
    ];

    /// <summary>Only the creator of an activity may say that an entity came from it.</summary>
    public string Attachable(Caller caller, string activityId) => Owned(caller, activityId).Id!;

    public Activity OfEntity(Caller caller, string id, long? version)
    {
        var node = access.Require(caller, id, "READ");
        var revision = tree.GetRevision(node, version);
        return revision.ActivityId is { } activity
            ? Get(activity)
            : throw SynapseError.NotFound($"No activity found for entity {SynId.Text(node.Id)}, version {revision.Number}.");
    }

    private Activity Owned(Caller caller, string id)
    {
        var activity = Get(id);
        return activity.CreatedBy == caller.IdText
            ? activity
            : throw SynapseError.Forbidden("Only the creator of a provenance record (Activity) may do this.");
    }

    private static IReadOnlyList<Used> Check(IReadOnlyList<Used>? used)
    {
        foreach (var one in used ?? [])
        {
            _ = one.ConcreteType switch
            {
                UsedEntity => SynId.Parse(one.Reference?.TargetId),
                UsedUrl when one.Url is null => throw SynapseError.Invalid("UsedURL must have a url"),
                UsedUrl => 0,
                _ => throw SynapseError.Invalid($"Unknown concreteType for Used: {one.ConcreteType}"),
            };
        }

        return used ?? [];
    }
}
