namespace SageTasks.Testing.Synapse;

/// <summary>The classes of table changes and their results on the wire.</summary>
internal static class TableTypes
{
    public const string Prefix = "org.sagebionetworks.repo.model.table.";
    public const string UploadRequest = Prefix + "UploadToTableRequest";
    public const string UploadResult = Prefix + "UploadToTableResult";
    public const string AppendRequest = Prefix + "AppendableRowSetRequest";
    public const string AppendResult = Prefix + "RowReferenceSetResults";
    public const string SchemaRequest = Prefix + "TableSchemaChangeRequest";
    public const string SchemaResult = Prefix + "TableSchemaChangeResponse";
    public const string SearchRequest = Prefix + "TableSearchChangeRequest";
    public const string SearchResult = Prefix + "TableSearchChangeResponse";
    public const string TransactionResult = Prefix + "TableUpdateTransactionResponse";
    public const string EntityResults = Prefix + "EntityUpdateResults";
    public const string PartialRowSet = Prefix + "PartialRowSet";
    public const string RowSet = Prefix + "RowSet";
}
