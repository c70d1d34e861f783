using System.Text.Json;
using SageTasks.Http;

namespace SageTasks.Tower;

/// <summary>Reads elements of the list of runs.</summary>
internal sealed class WorkflowItemConverter : JsonRowConverter<WorkflowItem, WorkflowItemConverter.Fields>
{
    private static readonly WorkflowRowConverter Rows = new();

    private readonly RepeatedText _organization = new();
    private readonly RepeatedText _workspace = new();

    /// <inheritdoc/>
    protected override bool TakeProperty(ref Utf8JsonReader reader, ref Fields fields)
    {
        switch (reader.ValueSpan.Length)
        {
            case 5 when JsonRow.Take(ref reader, "orgId"u8):
                fields.OrgId = JsonRow.Number(ref reader);
                return true;
            case 6 when JsonRow.Take(ref reader, "labels"u8):
                fields.Labels = JsonSerializer.Deserialize(ref reader, TowerJson.Default.IReadOnlyListLabel);
                return true;
            case 7 when JsonRow.Take(ref reader, "orgName"u8):
                fields.OrgName = _organization.Read(ref reader);
                return true;
            case 7 when JsonRow.Take(ref reader, "starred"u8):
                fields.Starred = JsonRow.Flag(ref reader);
                return true;
            case 8 when JsonRow.Take(ref reader, "workflow"u8):
                fields.Workflow = reader.TokenType == JsonTokenType.Null ? null : Rows.Read(ref reader, typeof(WorkflowRow), TowerJson.Default.Options);
                return true;
            case 11 when JsonRow.Take(ref reader, "workspaceId"u8):
                fields.WorkspaceId = JsonRow.Number(ref reader);
                return true;
            case 13 when JsonRow.Take(ref reader, "workspaceName"u8):
                fields.WorkspaceName = _workspace.Read(ref reader);
                return true;
            default:
                return false;
        }
    }

    /// <inheritdoc/>
    protected override WorkflowItem Create(in Fields fields) => new()
    {
        Workflow = fields.Workflow ?? throw new JsonException("An element of the list of runs has no run."),
        OrgId = fields.OrgId,
        OrgName = fields.OrgName,
        WorkspaceId = fields.WorkspaceId,
        WorkspaceName = fields.WorkspaceName,
        Starred = fields.Starred,
        Labels = fields.Labels,
    };

    internal struct Fields
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
