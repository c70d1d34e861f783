using System.Text.Json;

namespace SageTasks.Testing.Drs;

/// <summary>What the server says of itself.</summary>
internal sealed class ServiceRoutes(LocalDrsOptions options, DrsWorld world)
{
    public void Map(RouteTable routes) => routes.MapOpen($"GET {ObjectRoutes.Root}/service-info", _ => LocalAnswer.Json(Write));

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id", "local.sagetasks.drs");
        json.WriteString("name", $"Local DRS ({options.Personality.Name})");
        json.WriteString("description", "Objects of this machine, for tests.");
        json.WriteStartObject("type");
        json.WriteString("group", "org.ga4gh");
        json.WriteString("artifact", "drs");
        json.WriteString("version", options.Personality.Version);
        json.WriteEndObject();
        json.WriteStartObject("organization");
        json.WriteString("name", "This machine");
        json.WriteString("url", "http://localhost/");
        json.WriteEndObject();
        json.WriteString("version", "1.0.0");
        if (options.Personality.HasBulk)
        {
            WriteDrs(json);
        }

        json.WriteEndObject();
    }

    private void WriteDrs(Utf8JsonWriter json)
    {
        var all = world.All;
        json.WriteNumber("maxBulkRequestLength", options.MaxBulk);
        json.WriteStartObject("drs");
        json.WriteNumber("maxBulkRequestLength", options.MaxBulk);
        json.WriteNumber("objectCount", all.Count);
        json.WriteNumber("totalObjectSize", all.Where(found => !found.IsBundle).Sum(found => found.Size ?? 0));
        if (options.AllowsRegistration && !options.Personality.PostRegisters)
        {
            json.WriteBoolean("objectRegistrationSupported", true);
            json.WriteNumber("maxRegisterRequestLength", options.MaxBulk);
            json.WriteBoolean("uploadRequestSupported", false);
            json.WriteBoolean("validateChecksums", false);
            json.WriteBoolean("validateFileSizes", false);
            json.WriteBoolean("deleteSupported", true);
            json.WriteNumber("maxBulkDeleteLength", options.MaxBulk);
            json.WriteBoolean("deleteStorageDataSupported", false);
            json.WriteBoolean("metadataRetentionSupported", false);
            json.WriteBoolean("accessMethodUpdateSupported", true);
            json.WriteBoolean("checksumAdditionSupported", true);
            json.WriteBoolean("fetchByChecksumSupported", true);
        }

        json.WriteEndObject();
    }
}
