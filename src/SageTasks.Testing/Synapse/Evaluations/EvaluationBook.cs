namespace SageTasks.Testing.Synapse;

/// <summary>The evaluation queues.</summary>
internal sealed class EvaluationBook(SynapseStore store, Access access)
{
    public Evaluation Create(Caller caller, Evaluation request)
    {
        var name = EntityName.Check(request.Name);
        access.Require(caller, request.ContentSource ?? throw SynapseError.Invalid("Evaluation.contentSource is required."), "CREATE");
        RefuseTaken(name, except: null);
        var evaluation = request with
        {
            Id = SynId.Number(store.NextId("evaluation", 9600001)),
            Name = name,
            Etag = SynapseStore.NewEtag(),
            OwnerId = caller.IdText,
            CreatedOn = store.Now,
        };
        store.Evaluations.Put(evaluation.Id!, evaluation);
        store.Record("evaluation.created", evaluation.Id!, evaluation, SynapseJson.Default.Evaluation);
        return evaluation;
    }

    public Evaluation Get(Caller caller, string id)
    {
        var evaluation = store.Evaluations.Find(id) ?? throw SynapseError.NotFound($"Evaluation with id {id} does not exist.");
        return MayRead(caller, evaluation) ? evaluation : throw SynapseError.Forbidden($"You lack READ access to evaluation {id}.");
    }

    public Evaluation Named(Caller caller, string name) => Get(caller, store.Evaluations.All.FirstOrDefault(e => e.Name == name)?.Id
        ?? throw SynapseError.NotFound($"Evaluation {name} does not exist."));

    public Evaluation Update(Caller caller, string id, Evaluation request)
    {
        var current = Owned(caller, id);
        if (request.Etag != current.Etag)
        {
            throw SynapseError.Stale(id);
        }

        var name = EntityName.Check(request.Name);
        RefuseTaken(name, except: id);
        var updated = request with
        {
            Id = id,
            Name = name,
            Etag = SynapseStore.NewEtag(),
            OwnerId = current.OwnerId,
            CreatedOn = current.CreatedOn,
            ContentSource = current.ContentSource,
        };
        store.Evaluations.Put(id, updated);
        return updated;
    }

    public void Delete(Caller caller, string id)
    {
        Owned(caller, id);
        store.Evaluations.Remove(id);
    }

    public Page<Evaluation> Of(Caller caller, string? contentSource, int offset, int limit)
    {
        var source = contentSource is null ? null : SynId.Text(access.Require(caller, contentSource, "READ").Id);
        return Page.Slice([.. store.Evaluations.All.Where(e => (source is null || e.ContentSource == source) && MayRead(caller, e)).OrderBy(e => SynId.Parse(e.Id))], offset, limit);
    }

    private Evaluation Owned(Caller caller, string id)
    {
        var evaluation = Get(caller, id);
        return evaluation.OwnerId == caller.IdText ? evaluation : throw SynapseError.Forbidden($"You lack UPDATE access to evaluation {id}.");
    }

    private bool MayRead(Caller caller, Evaluation evaluation) => evaluation.OwnerId == caller.IdText
        || (store.Nodes.Find(SynId.Parse(evaluation.ContentSource)) is { } node && access.Has(caller, node, "READ"));

    private void RefuseTaken(string name, string? except)
    {
        if (store.Evaluations.All.Any(e => e.Name == name && e.Id != except))
        {
            throw SynapseError.Conflict($"Evaluation with name {name} already exists.");
        }
    }
}
