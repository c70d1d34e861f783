using System.Text.Json;
using SageTasks.Http;

namespace SageTasks.Tower;

/// <summary>Reads runs as the list of runs shows them.</summary>
internal sealed class WorkflowRowConverter : JsonRowConverter<WorkflowRow, WorkflowRowConverter.Fields>
{
    private static readonly OpenEnumJsonConverter<WorkflowStatus> Statuses = new();

    private readonly RepeatedText _project = new();
    private readonly RepeatedText _revision = new();
    private readonly RepeatedText _user = new();

    /// <inheritdoc/>
    protected override bool TakeProperty(ref Utf8JsonReader reader, ref Fields fields)
    {
        switch (reader.ValueSpan.Length)
        {
            case 2 when JsonRow.Take(ref reader, "id"u8):
                fields.Id = JsonRow.Text(ref reader);
                return true;
            case 5 when JsonRow.Take(ref reader, "start"u8):
                fields.Start = TolerantDateTimeOffset.Read(ref reader);
                return true;
            case 6 when JsonRow.Take(ref reader, "status"u8):
                fields.Status = reader.TokenType == JsonTokenType.Null ? null : Statuses.Read(ref reader, typeof(WorkflowStatus), TowerJson.Default.Options);
                return true;
            case 6 when JsonRow.Take(ref reader, "submit"u8):
                fields.Submit = TolerantDateTimeOffset.Read(ref reader);
                return true;
            case 7 when JsonRow.Take(ref reader, "runName"u8):
                fields.RunName = JsonRow.Text(ref reader);
                return true;
            case 8 when JsonRow.Take(ref reader, "complete"u8):
                fields.Complete = TolerantDateTimeOffset.Read(ref reader);
                return true;
            case 8 when JsonRow.Take(ref reader, "revision"u8):
                fields.Revision = _revision.Read(ref reader);
                return true;
            case 8 when JsonRow.Take(ref reader, "userName"u8):
                fields.UserName = _user.Read(ref reader);
                return true;
            case 9 when JsonRow.Take(ref reader, "sessionId"u8):
                fields.SessionId = JsonRow.Text(ref reader);
                return true;
            case 10 when JsonRow.Take(ref reader, "exitStatus"u8):
                fields.ExitStatus = (int?)JsonRow.Number(ref reader);
                return true;
            case 11 when JsonRow.Take(ref reader, "projectName"u8):
                fields.ProjectName = _project.Read(ref reader);
                return true;
            case 11 when JsonRow.Take(ref reader, "dateCreated"u8):
                fields.DateCreated = TolerantDateTimeOffset.Read(ref reader);
                return true;
            case 12 when JsonRow.Take(ref reader, "errorMessage"u8):
                fields.ErrorMessage = JsonRow.Text(ref reader);
                return true;
            default:
                return false;
        }
    }

    /// <inheritdoc/>
    protected override WorkflowRow Create(in Fields fields) => new()
    {
        Id = fields.Id ?? throw new JsonException("A run of the list has no id."),
        RunName = fields.RunName,
        ProjectName = fields.ProjectName,
        SessionId = fields.SessionId,
        Status = fields.Status,
        Submit = fields.Submit,
        Start = fields.Start,
        Complete = fields.Complete,
        DateCreated = fields.DateCreated,
        Revision = fields.Revision,
        UserName = fields.UserName,
        ErrorMessage = fields.ErrorMessage,
        ExitStatus = fields.ExitStatus,
    };

    internal struct Fields
    {
        public string? Id;
        public string? RunName;
        public string? ProjectName;
        public string? SessionId;
        public string? Revision;
        public string? UserName;
        public string? ErrorMessage;
        public WorkflowStatus? Status;
        public DateTimeOffset? Submit;
        public DateTimeOffset? Start;
        public DateTimeOffset? Complete;
        public DateTimeOffset? DateCreated;
        public int? ExitStatus;
    }
}
