using System.Text.Json;

namespace SageTasks.Testing;

/// <summary>Writes <c>tesServiceInfo</c>.</summary>
internal static class ServiceInfoJson
{
    private const string Home = "https://github.com/ga4gh/task-execution-schemas";

    public static void Write(Utf8JsonWriter json, TesService service, string version)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, service.Id);
        json.WriteString("name"u8, service.Name);
        json.WriteStartObject("type"u8);
        json.WriteString("group"u8, "org.ga4gh");
        json.WriteString("artifact"u8, "tes");
        json.WriteString("version"u8, version);
        json.WriteEndObject();
        json.WriteString("description"u8, service.Description);
        json.WriteStartObject("organization"u8);
        json.WriteString("name"u8, "SageTasks");
        json.WriteString("url"u8, Home);
        json.WriteEndObject();
        json.WriteString("documentationUrl"u8, Home);
        json.WriteString("createdAt"u8, service.Since);
        json.WriteString("updatedAt"u8, service.Since);
        json.WriteString("environment"u8, "test");
        json.WriteString("version"u8, "0.1.0");
        WriteList(json, "storage"u8, service.Storage);
        WriteList(json, "tesResources_backend_parameters"u8, service.BackendParameters);
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<string> items)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStringValue(item);
        }

        json.WriteEndArray();
    }
}
