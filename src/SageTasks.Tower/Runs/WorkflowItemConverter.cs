using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Tower;

/// <summary>Reads elements of the list of runs by hand, as <see cref="WorkflowRowConverter"/> does.</summary>
internal sealed class WorkflowItemConverter : JsonConverter<WorkflowItem>
{
    private static readonly WorkflowRowConverter Rows = new();

    private readonly RepeatedText _organization = new();
    private readonly RepeatedText _workspace = new();

    /// <inheritdoc/>
    public override WorkflowItem Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        RowReader.Begin(ref reader);
        var item = new Fields();
        while (RowReader.NextProperty(ref reader))
        {
            ReadProperty(ref reader, ref item, options);
        }

        return new WorkflowItem
        {
            Workflow = item.Workflow ?? throw new JsonException("An element of the list of runs has no run."),
            OrgId = item.OrgId,
            OrgName = item.OrgName,
            WorkspaceId = item.WorkspaceId,
            WorkspaceName = item.WorkspaceName,
            Starred = item.Starred,
            Labels = item.Labels,
        };
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, WorkflowItem value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Elements of a list are only read.");

    private void ReadProperty(ref Utf8JsonReader reader, ref Fields item, JsonSerializerOptions options)
    {
        switch (reader.ValueSpan.Length)
        {
            case 5 when RowReader.Take(ref reader, "orgId"u8):
                item.OrgId = RowReader.Number(ref reader);
                break;
            case 6 when RowReader.Take(ref reader, "labels"u8):
                item.Labels = JsonSerializer.Deserialize(ref reader, TowerJson.Default.IReadOnlyListLabel);
                break;
            case 7 when RowReader.Take(ref reader, "orgName"u8):
                item.OrgName = _organization.Read(ref reader);
                break;
            case 7 when RowReader.Take(ref reader, "starred"u8):
                item.Starred = reader.TokenType == JsonTokenType.Null ? null : reader.GetBoolean();
                break;
            case 8 when RowReader.Take(ref reader, "workflow"u8):
                item.Workflow = reader.TokenType == JsonTokenType.Null ? null : Rows.Read(ref reader, typeof(WorkflowRow), options);
                break;
            case 11 when RowReader.Take(ref reader, "workspaceId"u8):
                item.WorkspaceId = RowReader.Number(ref reader);
                break;
            case 13 when RowReader.Take(ref reader, "workspaceName"u8):
                item.WorkspaceName = _workspace.Read(ref reader);
                break;
            default:
                RowReader.SkipProperty(ref reader);
                break;
        }
    }

    private struct Fields
    {
        public WorkflowRow? Workflow;
        public long? OrgId;
        public string? OrgName;
        public long? WorkspaceId;
        public string? WorkspaceName;
        public bool? Starred;
        public IReadOnlyList<Label>? Labels;
    }
}
