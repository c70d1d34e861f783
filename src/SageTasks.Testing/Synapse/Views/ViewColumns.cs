namespace SageTasks.Testing.Synapse;

/// <summary>The columns that every view of a kind can show.</summary>
internal static class ViewColumns
{
    private static readonly ColumnModel[] EntityFields =
    [
        Of("id", "ENTITYID"), Of("name", "STRING", 256), Of("description", "STRING", 1000), Of("createdOn", "DATE"), Of("createdBy", "USERID"),
        Of("etag", "STRING", 36), Of("modifiedOn", "DATE"), Of("modifiedBy", "USERID"), Of("path", "STRING", 1000), Of("type", "STRING", 20),
        Of("currentVersion", "INTEGER"), Of("parentId", "ENTITYID"), Of("benefactorId", "ENTITYID"), Of("projectId", "ENTITYID"),
    ];

    private static readonly ColumnModel[] FileFields =
    [
        Of("dataFileHandleId", "FILEHANDLEID"), Of("dataFileName", "STRING", 256), Of("dataFileSizeBytes", "INTEGER"), Of("dataFileMD5Hex", "STRING", 100),
        Of("dataFileConcreteType", "STRING", 65), Of("dataFileBucket", "STRING", 100), Of("dataFileKey", "STRING", 700),
    ];

    private static readonly ColumnModel[] SubmissionFields =
    [
        Of("id", "SUBMISSIONID"), Of("name", "STRING", 256), Of("createdOn", "DATE"), Of("createdBy", "USERID"), Of("etag", "STRING", 36),
        Of("modifiedOn", "DATE"), Of("projectId", "ENTITYID"), Of("status", "STRING", 30), Of("evaluationid", "EVALUATIONID"), Of("submitterid", "USERID"),
        Of("submitteralias", "STRING", 50), Of("entityid", "ENTITYID"), Of("entityversion", "INTEGER"), Of("dockerrepositoryname", "STRING", 100),
        Of("dockerdigest", "STRING", 100),
    ];

    public static IReadOnlyList<ColumnModel> Defaults(string viewEntityType, long mask) => viewEntityType switch
    {
        "submissionview" => SubmissionFields,
        _ when (mask & 1) != 0 || viewEntityType == "dataset" => [.. EntityFields, .. FileFields],
        _ => EntityFields,
    };

    private static ColumnModel Of(string name, string type, long? size = null) => new() { Name = name, ColumnType = type, MaximumSize = size };
}
