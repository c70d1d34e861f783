using System.Text.Json;

namespace SageTasks.Testing.Drs;

/// <summary>How requests for an object can be authorized.</summary>
internal static class Authorizations
{
    public static void Write(Utf8JsonWriter json, DrsDocument found, bool withToken = false)
    {
        json.WriteStartObject();
        json.WriteString("drs_object_id", found.Id);
        json.WriteStartArray("supported_types");
        foreach (var type in Types(found, withToken))
        {
            json.WriteStringValue(type);
        }

        json.WriteEndArray();
        if (found.RequiresPassport)
        {
            json.WriteStartArray("passport_auth_issuers");
            json.WriteStringValue(Passports.Issuer);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static IEnumerable<string> Types(DrsDocument found, bool withToken)
    {
        if (found.RequiresPassport)
        {
            yield return "PassportAuth";
        }

        if (withToken)
        {
            yield return "BearerAuth";
            yield return "BasicAuth";
        }
        else if (!found.RequiresPassport)
        {
            yield return "None";
        }
    }
}
