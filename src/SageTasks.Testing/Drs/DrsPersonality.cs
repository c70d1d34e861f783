namespace SageTasks.Testing;

/// <summary>The ways of a real DRS server, where they differ from the specification.</summary>
public sealed record DrsPersonality
{
    /// <summary>As the specification has it.</summary>
    public static DrsPersonality Standard { get; } = new() { Name = "standard" };

    /// <summary>Gen3's indexd, with fence behind it that signs URLs.</summary>
    public static DrsPersonality Indexd { get; } = new()
    {
        Name = "indexd",
        Version = "1.2.0",
        Prefix = "dg.LOCAL",
        BesideUrl = "s3",
        BulkKeyIsPlural = true,
        DrsUriIsText = true,
        HasNoCreatedTime = true,
        JoinsChecksumNames = true,
        MimeType = "application/json",
        HasOptions = false,
    };

    /// <summary>Synapse: DRS 1.2, MD5 only, no expansion.</summary>
    public static DrsPersonality Synapse { get; } = new()
    {
        Name = "Synapse",
        Version = "1.2.0",
        DrsUriIsText = true,
        RefusesExpansion = true,
        HasMd5Only = true,
        HasBulk = false,
        HasOptions = false,
        HasPassports = false,
    };

    /// <summary>Cavatica and others of Seven Bridges: a token header of their own, ETags alone, an access id of the type <c>s3</c> that yields an https
    /// URL.</summary>
    public static DrsPersonality Cavatica { get; } = new()
    {
        Name = "Cavatica",
        Version = "1.0.0",
        TokenHeader = "X-SBG-Auth-Token",
        AccessId = "aws-us-east-1",
        AccessType = "s3",
        HasETagOnly = true,
        MimeType = "application/json",
        HasBulk = false,
        HasOptions = false,
        HasPassports = false,
    };

    /// <summary>Terra Data Repo: an access id beside a <c>gs</c> URL, which yields an https one.</summary>
    public static DrsPersonality Terra { get; } = new()
    {
        Name = "Terra Data Repo",
        Version = "1.3.0",
        BesideUrl = "gs",
        JoinsChecksumNames = true,
        HasBulk = false,
        HasOptions = false,
    };

    /// <summary>GA4GH's starter kit: headers as an object.</summary>
    public static DrsPersonality StarterKit { get; } = new()
    {
        Name = "starter kit",
        Version = "1.3.0",
        HeadersAreMap = true,
        HasBulk = false,
        HasOptions = false,
    };

    /// <summary>ELIXIR's drs-filer: <c>POST /objects</c> registers an object.</summary>
    public static DrsPersonality DrsFiler { get; } = new()
    {
        Name = "drs-filer",
        Version = "1.0.0",
        PostRegisters = true,
        HasBulk = false,
        HasOptions = false,
        HasPassports = false,
    };

    /// <summary>What the server calls itself.</summary>
    public required string Name { get; init; }

    /// <summary>The version of DRS that it speaks.</summary>
    public string Version { get; init; } = "1.5.0";

    /// <summary>A prefix of ids, as in <c>dg.LOCAL/uuid</c>; the URIs of objects are then compact (<c>drs://dg.LOCAL:uuid</c>).</summary>
    public string? Prefix { get; init; }

    /// <summary>The access id of a signed URL.</summary>
    public string AccessId { get; init; } = "local";

    /// <summary>The type of the access method that has the access id, where no URL stands beside it.</summary>
    public string AccessType { get; init; } = "https";

    /// <summary>The scheme of a cloud's URL that is told together with the access id, in one access method of that type.</summary>
    public string? BesideUrl { get; init; }

    /// <summary>Whether there is <c>/access</c> at all; bare indexd has none.</summary>
    public bool HasAccess { get; init; } = true;

    /// <summary>Whether there are bulk requests (1.4 and later).</summary>
    public bool HasBulk { get; init; } = true;

    /// <summary>Whether OPTIONS is answered; else 405.</summary>
    public bool HasOptions { get; init; } = true;

    /// <summary>Whether objects can be asked for by POST with a passport (1.2 and later); else 405.</summary>
    public bool HasPassports { get; init; } = true;

    /// <summary>Whether <c>expand=true</c> is a 400.</summary>
    public bool RefusesExpansion { get; init; }

    /// <summary>Whether <c>drs_uri</c> is a text instead of an array.</summary>
    public bool DrsUriIsText { get; init; }

    /// <summary>Whether headers are an object instead of an array of lines.</summary>
    public bool HeadersAreMap { get; init; }

    /// <summary>Whether bulk answers have <c>resolved_drs_objects</c>.</summary>
    public bool BulkKeyIsPlural { get; init; }

    /// <summary>Whether <c>created_time</c> is null, for bundles empty text, with indexd's own times beside it.</summary>
    public bool HasNoCreatedTime { get; init; }

    /// <summary>Whether checksums are called <c>sha256</c> instead of <c>sha-256</c>.</summary>
    public bool JoinsChecksumNames { get; init; }

    /// <summary>Whether only MD5 is told.</summary>
    public bool HasMd5Only { get; init; }

    /// <summary>Whether only an ETag is told, which is no digest of the bytes: of an object that was stored in parts.</summary>
    public bool HasETagOnly { get; init; }

    /// <summary>The media type of everything; null for each object's own.</summary>
    public string? MimeType { get; init; }

    /// <summary>The header that carries the token.</summary>
    public string TokenHeader { get; init; } = "Authorization";

    /// <summary>Whether <c>POST /objects</c> registers an object, <c>PUT /objects/{id}</c> puts one and <c>DELETE</c> removes it.</summary>
    public bool PostRegisters { get; init; }
}
