namespace SageTasks.Testing.Synapse;

/// <summary>Suggests columns for a view by the annotations of what it would show.</summary>
internal sealed class ViewScopes(SynapseStore store, NodeTree tree, Access access)
{
    public ViewColumnResponse Columns(JobCall<ViewColumnRequest> call)
    {
        var scope = call.Body.ViewScope ?? throw SynapseError.Invalid("ViewColumnModelRequest.viewScope is required.");
        var found = (scope.ViewEntityType == "submissionview" ? OfSubmissions(scope) : OfEntities(call.Caller, scope)).OfType<Dictionary<string, AnnotationsValue>>()
            .SelectMany(a => a).GroupBy(a => a.Key, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal);
        return new ViewColumnResponse
        {
            ConcreteType = TableTypes.Prefix + "ViewColumnModelResponse",
            Results = [.. found.Select(g => Suggest(g.Key, [.. g.Select(a => a.Value)]))],
        };
    }

    private IEnumerable<Dictionary<string, AnnotationsValue>?> OfEntities(Caller caller, ViewScope scope) => (scope.Scope ?? [])
        .SelectMany(id => tree.Below(access.Require(caller, id, "READ").Id)).DistinctBy(n => n.Id).Select(n => tree.GetRevision(n).Annotations);

    private IEnumerable<Dictionary<string, AnnotationsValue>?> OfSubmissions(ViewScope scope) => store.Submissions.All
        .Where(s => (scope.Scope ?? []).Contains(s.EvaluationId, StringComparer.Ordinal)).Select(s => store.Statuses.Find(s.Id!)?.SubmissionAnnotations?.Map);

    private static ColumnModel Suggest(string name, List<AnnotationsValue> annotations)
    {
        var type = annotations[0].Type switch
        {
            "LONG" => "INTEGER",
            "DOUBLE" => "DOUBLE",
            "BOOLEAN" => "BOOLEAN",
            "TIMESTAMP_MS" => "DATE",
            _ => "STRING",
        };
        var longest = annotations.SelectMany(a => a.Value ?? []).Select(v => v.Length).DefaultIfEmpty(1).Max();
        var lists = type != "DOUBLE" && annotations.Exists(a => a.Value is { Count: > 1 });
        return new ColumnModel
        {
            Name = name,
            ColumnType = lists ? type + "_LIST" : type,
            MaximumSize = type == "STRING" ? Math.Max(1, longest) : null,
            MaximumListLength = lists ? annotations.Max(a => a.Value?.Count ?? 0) : null,
        };
    }
}
