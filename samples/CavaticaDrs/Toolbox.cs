namespace ManifestToDrs;

/// <summary>The programs that the tasks use.</summary>
internal enum Toolbox
{
    /// <summary><c>gzip</c>, <c>paste</c>, <c>tr</c> and <c>awk</c>, which are everywhere.</summary>
    Posix,

    /// <summary>samtools packs, seqtk counts.</summary>
    Genomics,
}
