using System.Text.Json;

namespace SageTasks.Testing.Wes;

/// <summary>Makes a request of a form, or refuses it.</summary>
internal sealed class RequestChecks(WesWorld world, IReadOnlyList<WorkflowLanguage> languages)
{
    public (RunRequest Request, IReadOnlyList<Attachment> Attachments) Read(RunForm form)
    {
        var attachments = form.Attachments.Select(Named).ToList();
        if (attachments.GroupBy(attachment => attachment.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw world.Answers.Bad($"Two attachments are called '{twice.Key}'.");
        }

        if (attachments.Find(one => attachments.Exists(other => other.Name.StartsWith(one.Name + "/", StringComparison.Ordinal))) is { } both)
        {
            throw world.Answers.Bad($"The attachment '{both.Name}' is a file, and the folder of another attachment.");
        }

        var request = new RunRequest
        {
            WorkflowParams = Parameters(Field(form, "workflow_params")),
            WorkflowType = Required(form, "workflow_type"),
            WorkflowTypeVersion = Required(form, "workflow_type_version"),
            WorkflowUrl = Required(form, "workflow_url"),
            Tags = Texts(form, "tags", notText: world.Traits.IsSapporo ? 500 : 400),
            WorkflowEngineParameters = Texts(form, "workflow_engine_parameters", notText: 400),
            WorkflowEngine = Field(form, "workflow_engine"),
            WorkflowEngineVersion = Field(form, "workflow_engine_version"),
        };
        Check(request, attachments);
        return (request, attachments);
    }

    private void Check(RunRequest request, List<Attachment> attachments)
    {
        if (!IsAddress(request.WorkflowUrl) && attachments.TrueForAll(attachment => attachment.Name != request.WorkflowUrl))
        {
            throw world.Answers.Bad($"workflow_url is '{request.WorkflowUrl}', which is neither an absolute URL nor the name of an attachment.");
        }

        if (request.WorkflowEngineVersion is not null && request.WorkflowEngine is null)
        {
            throw world.Answers.Bad("workflow_engine_version needs a workflow_engine.");
        }

        if (world.Traits.IsSapporo && request.WorkflowEngine is null)
        {
            throw world.Answers.Bad("workflow_engine is required.");
        }

        if (world.Traits.NeedsParameters && request.WorkflowParams is null)
        {
            throw world.Answers.Bad("workflow_params is required.");
        }

        if (world.Traits.NeedsProject && request.Tags?.ContainsKey("ProjectId") != true)
        {
            throw world.Answers.Bad("The tag ProjectId is required.");
        }

        if (!world.Options.IsScripted)
        {
            CheckLanguage(request);
        }
    }

    private void CheckLanguage(RunRequest request)
    {
        if (languages.FirstOrDefault(language => language.Type == request.WorkflowType) is not { } language)
        {
            throw world.Answers.Bad($"workflow_type is '{request.WorkflowType}'; this server knows {string.Join(", ", languages.Select(l => l.Type))}.");
        }

        if (!language.Versions.Contains(request.WorkflowTypeVersion, StringComparer.Ordinal))
        {
            throw world.Answers.Bad($"workflow_type_version is '{request.WorkflowTypeVersion}'; this server knows {string.Join(", ", language.Versions)}.");
        }

        if (request.WorkflowEngine is { } engine && engine != language.Engine)
        {
            throw world.Answers.Bad($"workflow_engine is '{engine}'; {language.Type} is run by {language.Engine}.");
        }
    }

    private Attachment Named(Attachment attachment)
    {
        if (AttachmentName.IsSafe(attachment.Name))
        {
            return attachment;
        }

        // Sapporo keeps the last part of a hostile name.
        return world.Traits.IsSapporo && Path.GetFileName(attachment.Name) is { Length: > 0 } last && AttachmentName.IsSafe(last)
            ? attachment with { Name = last }
            : throw world.Answers.Bad($"The attachment's filename '{attachment.Name}' is no relative path below the run's folder.");
    }

    private static bool IsAddress(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && !url.StartsWith('/') && address.Scheme.Length > 1;

    private static string? Field(RunForm form, string name) => form.Fields.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;

    private string Required(RunForm form, string name) => Field(form, name) ?? throw world.Answers.Bad($"{name} is required.");

    private JsonElement? Parameters(string? text) => text is null ? null : Parse(text, "workflow_params");

    private Dictionary<string, string>? Texts(RunForm form, string name, int notText)
    {
        if (Field(form, name) is not { } text)
        {
            return null;
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var value in Parse(text, name).EnumerateObject())
        {
            values[value.Name] = value.Value.ValueKind == JsonValueKind.String
                ? value.Value.GetString()!
                : throw world.Answers.Refusal(notText, $"{name}: the value of '{value.Name}' is no text.");
        }

        return values;
    }

    private JsonElement Parse(string text, string name)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? json.RootElement.Clone()
                : throw world.Answers.Bad($"{name} is no JSON object.");
        }
        catch (JsonException e)
        {
            throw world.Answers.Bad($"{name} is no JSON: {e.Message}");
        }
    }
}
