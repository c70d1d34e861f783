using System.Text.Json.Serialization;
using SageTasks.Reports;

namespace SageTasks.Runs;

/// <summary>The JSON that the guard itself writes and reads: its ledger and its evidence.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FileLedgerRecord))]
[JsonSerializable(typeof(RunChange))]
[JsonSerializable(typeof(Submission))]
[JsonSerializable(typeof(SubmissionFailure))]
internal sealed partial class RunsJson : JsonSerializerContext;
