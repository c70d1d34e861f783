namespace SageTasks.Testing.Synapse;

/// <summary>The submissions of every queue, and what became of them.</summary>
internal sealed class SubmissionBook(SynapseStore store, NodeTree tree, Access access, EntityBundles bundles)
{
    private static readonly string[] States =
        ["OPEN", "CLOSED", "SCORED", "INVALID", "VALIDATED", "EVALUATION_IN_PROGRESS", "RECEIVED", "REJECTED", "ACCEPTED"];

    public Submission Submit(Caller caller, Submission request, string? entityEtag)
    {
        var evaluation = Evaluation(request.EvaluationId);
        var node = access.Require(caller.Known("submit"), request.EntityId, "DOWNLOAD");
        if (entityEtag is null)
        {
            throw SynapseError.Invalid("The current eTag of the Entity being submitted must be supplied.");
        }

        if (entityEtag != node.Etag)
        {
            throw SynapseError.Stale(SynId.Text(node.Id));
        }

        var revision = tree.GetRevision(node, request.VersionNumber);
        var id = SynId.Number(store.NextId("submission", 9700001));
        var everything = new EntityBundleRequest { IncludeEntity = true, IncludeAnnotations = true, IncludeFileHandles = true };
        var submission = request with
        {
            Id = id,
            UserId = caller.IdText,
            EvaluationId = evaluation.Id,
            EntityId = SynId.Text(node.Id),
            VersionNumber = revision.Number,
            Name = request.Name ?? node.Name,
            CreatedOn = store.Now,
            EntityBundleJSON = System.Text.Json.JsonSerializer.Serialize(bundles.Get(caller, SynId.Text(node.Id), revision.Number, everything), SynapseJson.Default.EntityBundle),
            Contributors = request.Contributors ?? [new SubmissionContributor { PrincipalId = caller.IdText, CreatedOn = store.Now }],
        };
        store.Submissions.Put(id, submission);
        store.Statuses.Put(id, new SubmissionStatus
        {
            Id = id,
            Etag = SynapseStore.NewEtag(),
            ModifiedOn = store.Now,
            Status = "RECEIVED",
            EntityId = submission.EntityId,
            VersionNumber = submission.VersionNumber,
            StatusVersion = 0,
            CanCancel = false,
            CancelRequested = false,
        });
        store.Record("submission.created", id, submission, SynapseJson.Default.Submission);
        return submission;
    }

    public Submission Get(Caller caller, string id)
    {
        var submission = store.Submissions.Find(id) ?? throw SynapseError.NotFound($"Submission with id {id} does not exist.");
        return submission.UserId == caller.IdText || Owns(caller, submission.EvaluationId)
            ? submission
            : throw SynapseError.Forbidden($"You lack READ_PRIVATE_SUBMISSION access to submission {id}.");
    }

    public SubmissionStatus Status(Caller caller, string id) => store.Statuses.Find(Get(caller, id).Id!)!;

    public SubmissionStatus Update(Caller caller, string id, SubmissionStatus request)
    {
        if (request.Id is not null && request.Id != id)
        {
            throw SynapseError.Invalid("The id of the status does not match the id of the path.");
        }

        var current = Managed(caller, id);
        if (request.Etag is null)
        {
            throw SynapseError.Invalid("SubmissionStatus.etag is required.");
        }

        if (request.Etag != current.Etag)
        {
            throw SynapseError.Stale(id);
        }

        return Save(current, request);
    }

    /// <summary>Gives a status a new etag, as any update by anyone does.</summary>
    public void Touch(string id)
    {
        if (store.Statuses.Find(id) is { } status)
        {
            store.Statuses.Put(id, status with { Etag = SynapseStore.NewEtag() });
        }
    }

    /// <summary>Changes the annotations of a status through a view.</summary>
    public void Annotate(
        Caller caller, string id, string etag, Func<Dictionary<string, AnnotationsValue>?, Dictionary<string, AnnotationsValue>> change)
    {
        var current = Managed(caller, id);
        if (etag != current.Etag)
        {
            throw SynapseError.Stale(id);
        }

        Save(current, current with { SubmissionAnnotations = new Annotations { Map = change(current.SubmissionAnnotations?.Map) } });
    }

    public BatchUploadResponse UpdateBatch(Caller caller, string evaluationId, SubmissionStatusBatch batch)
    {
        var evaluation = Evaluation(evaluationId);
        if (batch.Statuses is not { Count: > 0 and <= 500 } statuses)
        {
            throw SynapseError.Invalid("A batch holds 1 to 500 statuses.");
        }

        if (batch.IsFirstBatch is null || batch.IsLastBatch is null)
        {
            throw SynapseError.Invalid("isFirstBatch and isLastBatch are required.");
        }

        if (batch.IsFirstBatch == false && batch.BatchToken != evaluation.Etag)
        {
            throw SynapseError.Stale($"batch token of evaluation {evaluationId}");
        }

        foreach (var status in statuses)
        {
            Update(caller, status.Id ?? throw SynapseError.Invalid("Each status needs its id."), status);
        }

        var etag = SynapseStore.NewEtag();
        store.Evaluations.Put(evaluation.Id!, evaluation with { Etag = etag });
        return new BatchUploadResponse { NextUploadToken = batch.IsLastBatch == true ? null : etag };
    }

    /// <summary>The submissions of a queue: all of them for its owner, or the caller's own.</summary>
    public IReadOnlyList<Submission> Of(Caller caller, string evaluationId, string? status, bool mine)
    {
        var evaluation = Evaluation(evaluationId);
        if (!mine && !Owns(caller, evaluation.Id))
        {
            throw SynapseError.Forbidden($"You lack READ_PRIVATE_SUBMISSION access to evaluation {evaluationId}.");
        }

        if (status is not null && !States.Contains(status, StringComparer.Ordinal))
        {
            throw SynapseError.Invalid($"Unknown submission status: {status}");
        }

        return
        [
            .. store.Submissions.All
                .Where(s => s.EvaluationId == evaluation.Id && (!mine || s.UserId == caller.IdText) && (status is null || StatusOf(s).Status == status))
                .OrderBy(s => SynId.Parse(s.Id)),
        ];
    }

    public SubmissionStatus StatusOf(Submission submission) => store.Statuses.Find(submission.Id!)!;

    public SubmissionBundle BundleOf(Submission submission) => new() { Submission = submission, SubmissionStatus = StatusOf(submission) };

    public void RequestCancellation(Caller caller, string id)
    {
        var status = Status(caller, id);
        if (status.CanCancel != true)
        {
            throw SynapseError.Invalid("Submission cannot be cancelled.");
        }

        store.Statuses.Put(id, status with { CancelRequested = true, Etag = SynapseStore.NewEtag(), ModifiedOn = store.Now });
    }

    public void Delete(Caller caller, string id)
    {
        Managed(caller, id);
        store.Submissions.Remove(id);
        store.Statuses.Remove(id);
    }

    private SubmissionStatus Save(SubmissionStatus current, SubmissionStatus request)
    {
        if (request.Status is null || !States.Contains(request.Status, StringComparer.Ordinal))
        {
            throw SynapseError.Invalid($"Unknown submission status: {request.Status}");
        }

        var etag = SynapseStore.NewEtag();
        var saved = request with
        {
            Id = current.Id,
            Etag = etag,
            ModifiedOn = store.Now,
            EntityId = current.EntityId,
            VersionNumber = current.VersionNumber,
            StatusVersion = (current.StatusVersion ?? 0) + 1,
            CanCancel = request.CanCancel ?? current.CanCancel,
            CancelRequested = request.CancelRequested ?? current.CancelRequested,
            SubmissionAnnotations = request.SubmissionAnnotations is { } annotations
                ? annotations with { Id = current.Id, Etag = etag, Map = AnnotationRules.Check(annotations.Map) }
                : null,
        };
        store.Statuses.Put(current.Id!, saved);
        store.Record("submission.status", current.Id!, saved, SynapseJson.Default.SubmissionStatus);
        return saved;
    }

    private SubmissionStatus Managed(Caller caller, string id)
    {
        var submission = store.Submissions.Find(id) ?? throw SynapseError.NotFound($"Submission with id {id} does not exist.");
        return Owns(caller, submission.EvaluationId)
            ? StatusOf(submission)
            : throw SynapseError.Forbidden($"You lack UPDATE_SUBMISSION access to evaluation {submission.EvaluationId}.");
    }

    private bool Owns(Caller caller, string? evaluationId) => Evaluation(evaluationId).OwnerId == caller.IdText;

    private Evaluation Evaluation(string? id) =>
        store.Evaluations.Find(id ?? "") ?? throw SynapseError.NotFound($"Evaluation with id {id} does not exist.");
}
