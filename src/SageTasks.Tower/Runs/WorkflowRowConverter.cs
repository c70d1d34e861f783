using System.Text.Json;
using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Tower;

/// <summary>Reads rows of the list of runs by hand: generated code boxes every init-only property of a row, which doubles the cost of a
/// list of a hundred thousand runs.</summary>
internal sealed class WorkflowRowConverter : JsonConverter<WorkflowRow>
{
    private static readonly TolerantNullableDateTimeOffsetConverter Times = new();
    private static readonly OpenEnumJsonConverter<WorkflowStatus> Statuses = new();

    private readonly RepeatedText _project = new();
    private readonly RepeatedText _revision = new();
    private readonly RepeatedText _user = new();

    /// <inheritdoc/>
    public override WorkflowRow Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        RowReader.Begin(ref reader);
        var row = new Fields();
        while (RowReader.NextProperty(ref reader))
        {
            ReadProperty(ref reader, ref row, options);
        }

        return new WorkflowRow
        {
            Id = row.Id ?? throw new JsonException("A run of the list has no id."),
            RunName = row.RunName,
            ProjectName = row.ProjectName,
            SessionId = row.SessionId,
            Status = row.Status,
            Submit = row.Submit,
            Start = row.Start,
            Complete = row.Complete,
            DateCreated = row.DateCreated,
            Revision = row.Revision,
            UserName = row.UserName,
            ErrorMessage = row.ErrorMessage,
            ExitStatus = row.ExitStatus,
        };
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, WorkflowRow value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Rows of a list are only read.");

    private void ReadProperty(ref Utf8JsonReader reader, ref Fields row, JsonSerializerOptions options)
    {
        switch (reader.ValueSpan.Length)
        {
            case 2 when RowReader.Take(ref reader, "id"u8):
                row.Id = RowReader.Text(ref reader);
                break;
            case 5 when RowReader.Take(ref reader, "start"u8):
                row.Start = Times.Read(ref reader, typeof(DateTimeOffset?), options);
                break;
            case 6 when RowReader.Take(ref reader, "status"u8):
                row.Status = reader.TokenType == JsonTokenType.Null ? null : Statuses.Read(ref reader, typeof(WorkflowStatus), options);
                break;
            case 6 when RowReader.Take(ref reader, "submit"u8):
                row.Submit = Times.Read(ref reader, typeof(DateTimeOffset?), options);
                break;
            case 7 when RowReader.Take(ref reader, "runName"u8):
                row.RunName = RowReader.Text(ref reader);
                break;
            case 8 when RowReader.Take(ref reader, "complete"u8):
                row.Complete = Times.Read(ref reader, typeof(DateTimeOffset?), options);
                break;
            case 8 when RowReader.Take(ref reader, "revision"u8):
                row.Revision = _revision.Read(ref reader);
                break;
            case 8 when RowReader.Take(ref reader, "userName"u8):
                row.UserName = _user.Read(ref reader);
                break;
            case 9 when RowReader.Take(ref reader, "sessionId"u8):
                row.SessionId = RowReader.Text(ref reader);
                break;
            case 10 when RowReader.Take(ref reader, "exitStatus"u8):
                row.ExitStatus = (int?)RowReader.Number(ref reader);
                break;
            case 11 when RowReader.Take(ref reader, "projectName"u8):
                row.ProjectName = _project.Read(ref reader);
                break;
            case 11 when RowReader.Take(ref reader, "dateCreated"u8):
                row.DateCreated = Times.Read(ref reader, typeof(DateTimeOffset?), options);
                break;
            case 12 when RowReader.Take(ref reader, "errorMessage"u8):
                row.ErrorMessage = RowReader.Text(ref reader);
                break;
            default:
                RowReader.SkipProperty(ref reader);
                break;
        }
    }

    private struct Fields
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
