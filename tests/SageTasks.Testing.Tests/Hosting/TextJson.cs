using System.Text.Json.Serialization;

namespace SageTasks.Testing.Tests;

[JsonSerializable(typeof(string))]
internal sealed partial class TextJson : JsonSerializerContext;
