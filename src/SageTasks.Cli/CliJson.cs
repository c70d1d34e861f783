using System.Text.Json.Serialization;
using SageTasks.Drs;
using SageTasks.Runs;
using SageTasks.Storage;
using SageTasks.Synapse;
using SageTasks.Tables;

namespace SageTasks.Cli;

/// <summary>What the command reads and writes as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true,
    AllowTrailingCommas = true, ReadCommentHandling = System.Text.Json.JsonCommentHandling.Skip, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(BuiltSheet))]
[JsonSerializable(typeof(ConfigurationFile.Content))]
[JsonSerializable(typeof(Failure))]
[JsonSerializable(typeof(Finding))]
[JsonSerializable(typeof(HostedPlatforms))]
[JsonSerializable(typeof(ObjectInfo))]
[JsonSerializable(typeof(TransferItemResult))]
[JsonSerializable(typeof(CopySummary))]
[JsonSerializable(typeof(DownloadedFile))]
[JsonSerializable(typeof(DownloadedFolder))]
[JsonSerializable(typeof(DrsRegistration))]
[JsonSerializable(typeof(Remark))]
[JsonSerializable(typeof(ResolvedObject))]
[JsonSerializable(typeof(RunChange))]
[JsonSerializable(typeof(RunSnapshot))]
[JsonSerializable(typeof(SheetReport))]
[JsonSerializable(typeof(StoredFile))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(Submission))]
[JsonSerializable(typeof(SubmissionExplanation))]
[JsonSerializable(typeof(WrittenReport))]
internal sealed partial class CliJson : JsonSerializerContext;
