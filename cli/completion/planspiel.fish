# Completes the line of planspiel in fish; the program itself says what may stand there.
function __planspiel_complete
    set -l words (commandline -opc) (commandline -ct)
    for line in ($words[1] --complete $words[2..-1] 2>/dev/null)
        if test "$line" = :files
            __fish_complete_path (commandline -ct)
        else
            echo $line
        end
    end
end
complete -c planspiel -f -a '(__planspiel_complete)'
