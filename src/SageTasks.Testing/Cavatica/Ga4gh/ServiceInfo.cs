using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>What a service of the GA4GH host says of itself.</summary>
internal static class ServiceInfo
{
    public static LocalAnswer Answer(CavaticaCall call, string artifact, string version, string name, JsonObject? more = null)
    {
        var info = new JsonObject
        {
            ["id"] = $"com.sbgenomics.cavatica-ga4gh-api.{artifact}",
            ["name"] = name,
            ["type"] = new JsonObject { ["group"] = "org.ga4gh", ["artifact"] = artifact, ["version"] = version },
            ["organization"] = new JsonObject { ["name"] = "Seven Bridges", ["url"] = "https://www.sevenbridges.com" },
            ["version"] = "1.0.1.4",
            ["url"] = $"{call.Request.Origin}/ga4gh/{artifact}/v1/",
        };
        foreach (var (key, value) in more ?? [])
        {
            info[key] = value?.DeepClone();
        }

        return CavaticaCall.Json(info);
    }
}
