using System.Text.Json;

namespace SageTasks.Testing.Drs;

/// <summary>The addresses behind access ids.</summary>
internal sealed class AccessAnswers(LocalDrsOptions options, DrsWorld world, UrlSigner signer, Restoring restoring, Passports passports)
{
    private const string HeadersSuffix = "-headers";

    public LocalAnswer Single(LocalRequest request, string id, string accessId, IReadOnlyList<string>? given)
    {
        if (!options.Personality.HasAccess)
        {
            throw DrsErrors.NoAccess(id, accessId);
        }

        var found = world.Get(id);
        passports.Check(found, given);
        if (restoring.MustWait([found.Id], forObject: false))
        {
            return Wait(options);
        }

        var url = Find(request, found, accessId) ?? throw DrsErrors.NoAccess(id, accessId);
        return LocalAnswer.Json(json =>
        {
            json.WriteStartObject();
            WriteUrl(json, url, options.Personality);
            json.WriteEndObject();
        });
    }

    /// <summary>The address of one access id; null where the object has no such id.</summary>
    public AccessUrl? Find(LocalRequest request, DrsDocument found, string accessId)
    {
        if (found.File is null)
        {
            return null;
        }

        var address = BytesRoutes.Url(request.Origin, found);
        var mine = Ids(found, options.Personality).Where(access => access.Id == accessId).Select(access => (DrsAccess?)access.Access).FirstOrDefault();
        return mine switch
        {
            DrsAccess.Signed => new AccessUrl { Url = $"{address}?{BytesRoutes.Signature}={signer.Sign(found.Id, request.Draws(FaultKind.ExpireUrls))}" },
            DrsAccess.SignedHeaders => new AccessUrl { Url = address, Headers = [$"{UrlSigner.Header}: {signer.Sign(found.Id, request.Draws(FaultKind.ExpireUrls))}"] },
            _ => null,
        };
    }

    /// <summary>The access ids of an object whose bytes are here.</summary>
    public static IEnumerable<(string Id, DrsAccess Access)> Ids(DrsDocument found, DrsPersonality personality) => found.Access
        .Where(access => found.File is not null && access is DrsAccess.Signed or DrsAccess.SignedHeaders)
        .Select(access => ((personality.BesideUrl ?? personality.AccessId) + (access == DrsAccess.SignedHeaders ? HeadersSuffix : ""), access));

    /// <summary>The addresses that an object shows by itself.</summary>
    public AccessUrl? Shown(string origin, DrsDocument found, DrsAccess access) => access switch
    {
        DrsAccess.Public => new AccessUrl { Url = BytesRoutes.Url(origin, found) },
        DrsAccess.Headers => new AccessUrl { Url = BytesRoutes.Url(origin, found), Headers = [$"Authorization: Bearer {signer.FixedKey}"] },
        _ => null,
    };

    public static void WriteUrl(Utf8JsonWriter json, AccessUrl url, DrsPersonality personality)
    {
        json.WriteString("url", url.Url);
        if (url.Headers is not { Count: > 0 } headers)
        {
            return;
        }

        json.WritePropertyName("headers");
        if (personality.HeadersAreMap)
        {
            json.WriteStartObject();
            foreach (var line in headers)
            {
                var parts = line.Split(": ", 2);
                json.WriteString(parts[0], parts[^1]);
            }

            json.WriteEndObject();
            return;
        }

        json.WriteStartArray();
        foreach (var line in headers)
        {
            json.WriteStringValue(line);
        }

        json.WriteEndArray();
    }

    public static LocalAnswer Wait(LocalDrsOptions options) =>
        LocalAnswer.Empty(202).With("Retry-After", ((long)options.RetryAfter.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture));
}
