using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace SageTasks.Runs;

/// <summary>The form <c>sagetasks/1</c>.</summary>
internal sealed class FormOne(ReadOnlyMemory<byte> secretKey) : IFormWriter
{
    public JsonObject Write<TRequest>(RunPlan<TRequest> plan, PreparedRun<TRequest> prepared, CanonicalRequest request)
    {
        var form = new JsonObject { ["form"] = SubmissionForm.Version, ["service"] = prepared.Service };
        if (plan.OwnKey is { } own)
        {
            form["key"] = own;
        }
        else
        {
            AddRequest(form, plan, request, prepared.Service);
        }

        if (plan.Scope is { } scope)
        {
            form["scope"] = scope;
        }

        return form;
    }

    /// <summary>A request in the shape that is compared: ignored parameters and those known by content are left out.</summary>
    public JsonObject Comparable<TRequest>(RunPlan<TRequest> plan, CanonicalRequest request, string service)
    {
        var fields = Normalize(plan.KeyOptions, request, service);
        foreach (var pointer in plan.Inputs.Keys.Where(IsPointer))
        {
            Change(fields, pointer, _ => null);
        }

        return fields;
    }

    private void AddRequest<TRequest>(JsonObject form, RunPlan<TRequest> plan, CanonicalRequest request, string service)
    {
        var fields = Normalize(plan.KeyOptions, request, service);
        var inputs = new JsonObject();
        foreach (var (name, identity) in plan.Inputs)
        {
            var content = identity.ToString();
            if (!IsPointer(name) || !Change(fields, name, _ => new JsonObject { ["$content"] = content }))
            {
                inputs[name] = content;
            }
        }

        form["request"] = fields;
        if (inputs.Count > 0)
        {
            form["inputs"] = inputs;
        }
    }

    private JsonObject Normalize(KeyOptions options, CanonicalRequest request, string service)
    {
        var fields = WithoutNulls(request.Fields);
        foreach (var name in options.Included)
        {
            fields[name] = request.Optional.TryGetPropertyValue(name, out var value)
                ? value?.DeepClone()
                : throw new ArgumentException(
                    $"{nameof(KeyOptions.Included)}: the platform has no optional field '{name}'; it has: {string.Join(", ", request.Optional.Select(field => field.Key))}.");
        }

        if (fields[CanonicalRequest.Parameters] is JsonObject parameters)
        {
            fields[CanonicalRequest.Parameters] = WithoutNulls(parameters);
        }

        foreach (var pointer in options.Ignored)
        {
            Change(fields, pointer, _ => null);
        }

        foreach (var pointer in options.Secrets)
        {
            Change(fields, pointer, value => new JsonObject { ["$secret"] = HashSecret(service, pointer, value) });
        }

        StripSignatures(fields);
        return fields;
    }

    private static JsonObject WithoutNulls(JsonObject fields) =>
        new(fields.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));

    private static bool Change(JsonObject fields, string pointer, Func<JsonNode?, JsonNode?> change) =>
        fields[CanonicalRequest.Parameters] is JsonObject parameters && JsonPointer.TryChange(parameters, pointer, change);

    private string HashSecret(string service, string pointer, JsonNode? value)
    {
        var text = $"sagetasks secret\n{service}\n{pointer}\n{CanonicalJson.Write(value)}";
        return Base32.Encode(HMACSHA256.HashData(secretKey.Span, Encoding.UTF8.GetBytes(text)))[..SubmissionKey.Length];
    }

    private static void StripSignatures(JsonObject properties)
    {
        foreach (var (name, value) in properties.ToArray())
        {
            if (Stripped(value) is { } stripped)
            {
                properties[name] = stripped;
            }
        }
    }

    private static void StripSignatures(JsonArray items)
    {
        for (var index = 0; index < items.Count; index++)
        {
            if (Stripped(items[index]) is { } stripped)
            {
                items[index] = stripped;
            }
        }
    }

    /// <summary>The text without its signature, or null where nothing is to be replaced.</summary>
    private static JsonValue? Stripped(JsonNode? value)
    {
        switch (value)
        {
            case JsonObject inner:
                StripSignatures(inner);
                return null;
            case JsonArray inner:
                StripSignatures(inner);
                return null;
            case JsonValue text when text.TryGetValue<string>(out var url):
                var stripped = SignedUrl.Strip(url);
                return ReferenceEquals(stripped, url) ? null : JsonValue.Create(stripped);
            default:
                return null;
        }
    }

    private static bool IsPointer(string name) => name.StartsWith('/');
}
