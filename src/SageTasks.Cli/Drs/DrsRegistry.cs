namespace SageTasks.Cli;

/// <summary>What keeps DRS ids.</summary>
internal enum DrsRegistry
{
    /// <summary>Gen3's indexd.</summary>
    Indexd,

    /// <summary>ELIXIR's DRS-Filer.</summary>
    DrsFiler,

    /// <summary>The GA4GH starter kit's admin interface.</summary>
    StarterKit,

    /// <summary>The write proposal of DRS: <c>POST /objects/register</c>.</summary>
    Proposal,
}
