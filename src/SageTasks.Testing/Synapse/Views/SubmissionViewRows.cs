namespace SageTasks.Testing.Synapse;

/// <summary>The rows of views over the submissions of evaluation queues.</summary>
internal sealed class SubmissionViewRows(SynapseStore store, NodeTree tree)
{
    public List<SourceRow> Read(Revision view, IReadOnlyList<ColumnModel> columns)
    {
        var scope = (view.Body.ScopeIds ?? []).ToHashSet(StringComparer.Ordinal);
        return [.. store.Submissions.All.Where(s => scope.Contains(s.EvaluationId!)).OrderBy(s => SynId.Parse(s.Id)).Select(s => ToRow(s, columns))];
    }

    private SourceRow ToRow(Submission submission, IReadOnlyList<ColumnModel> columns)
    {
        var status = store.Statuses.Find(submission.Id!)!;
        return new SourceRow(SynId.Parse(submission.Id), status.StatusVersion ?? 0, status.Etag,
            [.. columns.Select(c => Field(submission, status, c.Name!) ?? EntityViewRows.Annotation(status.SubmissionAnnotations?.Map, c))]);
    }

    private string? Field(Submission submission, SubmissionStatus status, string name) => name switch
    {
        "id" => submission.Id,
        "name" => submission.Name,
        "createdOn" => Time(submission.CreatedOn),
        "createdBy" or "submitterid" => submission.TeamId is not null && name == "submitterid" ? submission.TeamId : submission.UserId,
        "etag" => status.Etag,
        "modifiedOn" => Time(status.ModifiedOn),
        "status" => status.Status,
        "evaluationid" => submission.EvaluationId,
        "submitteralias" => submission.SubmitterAlias,
        "entityid" => submission.EntityId,
        "entityversion" => submission.VersionNumber is { } version ? SynId.Number(version) : null,
        "dockerrepositoryname" => submission.DockerRepositoryName,
        "dockerdigest" => submission.DockerDigest,
        "projectId" => Project(submission),
        _ => null,
    };

    private string? Project(Submission submission)
    {
        var source = store.Evaluations.Find(submission.EvaluationId!)?.ContentSource;
        return source is not null && tree.Find(SynId.Parse(source)) is { } node ? SynId.Text(node.Id) : null;
    }

    private static string? Time(DateTimeOffset? time) => time is { } known ? SynId.Number(known.ToUnixTimeMilliseconds()) : null;
}
