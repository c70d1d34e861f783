namespace SageTasks.Testing.Synapse;

/// <summary>Columns, and which of them a table or view has.</summary>
internal sealed class ColumnEndpoints(Columns columns, NodeTree tree, Access access)
{
    private const string ColumnType = TableTypes.Prefix + "ColumnModel";

    public void Map(Api api)
    {
        var json = SynapseJson.Default;
        api.Map("POST /repo/v1/column", json.ColumnModel, json.ColumnModel, (call, column) => Create(call, column), 201);
        // The server's parser reads the type of a list, but Sage's generated client never sends it: both are taken here.
        api.Map("POST /repo/v1/column/batch", json.ListWrapperColumnModel, json.ListWrapperColumnModel,
            (call, batch) => Wrap([.. batch.List.Select(c => Create(call, c))]), 201);
        api.Map("GET /repo/v1/column", json.PaginatedColumnModels, call => columns.WithPrefix(call.Query("prefix") ?? "", call.Offset, call.Limit));
        api.Map("GET /repo/v1/column/{columnId}", json.ColumnModel, call => columns.Get(call["columnId"]));
        api.Map("GET /repo/v1/entity/{id}/column", json.PaginatedColumnModels, OfEntity);
        api.Map("GET /repo/v1/column/tableview/defaults", json.ListWrapperColumnModel, Defaults);
    }

    private ColumnModel Create(Call call, ColumnModel column)
    {
        call.Caller.Known("create columns");
        return columns.GetOrAdd(column);
    }

    private PaginatedColumnModels OfEntity(Call call)
    {
        var (id, version) = SynId.ParseVersioned(call["id"]);
        var node = access.Require(call.Caller, tree.Get(id), "READ");
        var found = columns.Get(tree.GetRevision(node, version).Body.ColumnIds ?? []);
        return new PaginatedColumnModels { Results = found, TotalNumberOfResults = found.Count };
    }

    private ListWrapper<ColumnModel> Defaults(Call call) =>
        Wrap([.. ViewColumns.Defaults(call.Query("viewEntityType") ?? "entityview", call.QueryLong("viewTypeMask") ?? 1).Select(columns.GetOrAdd)]);

    private static ListWrapper<ColumnModel> Wrap(IReadOnlyList<ColumnModel> list) => new() { ConcreteType = ColumnType, List = list };
}
